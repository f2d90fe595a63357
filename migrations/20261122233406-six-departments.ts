import { Migration } from '@mikro-orm/migrations'

export class Migration20261122233406_six_departments extends Migration {
  override name = 'Migration20261122233406_six_departments'

  override up(): void | Promise<void> {
    this.addSql(`create schema if not exists "agriculture";`)
    this.addSql(`create schema if not exists "shared";`)
    this.addSql(`create schema if not exists "dev_reform";`)
    this.addSql(`create schema if not exists "finance";`)
    this.addSql(`create schema if not exists "poverty_office";`)
    this.addSql(`create schema if not exists "public_security";`)
    this.addSql(`create schema if not exists "rural_credit";`)
    this.addSql(`create schema if not exists "statistics";`)
    this.addSql(
      `create table "agriculture"."agribusiness_profile" ("uscc" text collate "C" not null, "period" text collate "C" not null, "entity_kind" text null, "recognition_level" text null, "poverty_leading_flag" boolean null, "main_industry" text null, "member_households" integer null, "linked_poor_households" integer null, "base_area" numeric null, "annual_sales" numeric(18,2) null, primary key ("uscc", "period"));`,
    )

    this.addSql(
      `create table "agriculture"."village_collective" ("village_code" text collate "C" not null, "period" text collate "C" not null, "org_registered" boolean null, "operating_income" numeric(18,2) null, "total_income" numeric(18,2) null, "collective_assets" numeric(18,2) null, "dividend_to_poor" numeric(18,2) null, "three_changes_flag" boolean null, primary key ("village_code", "period"));`,
    )

    this.addSql(
      `create table "agriculture"."village_cropping" ("village_code" text collate "C" not null, "period" text collate "C" not null, "total_sown_area" numeric null, "grain_area" numeric null, "cash_crop_area" numeric null, "tea_area" numeric null, "vegetable_area" numeric null, "herb_area" numeric null, "fruit_area" numeric null, "edible_fungi_units" numeric null, primary key ("village_code", "period"));`,
    )

    this.addSql(
      `create table "shared"."city" ("code" text collate "C" not null, "name" text null, "kind" text null, "english_name" text null, primary key ("code"));`,
    )

    this.addSql(
      `create table "shared"."cooperative" ("uscc" text collate "C" not null, "name" text null, "village_code" text collate "C" null, primary key ("uscc"));`,
    )
    this.addSql(
      `create index "cooperative_village_code_uscc_index" on "shared"."cooperative" ("village_code", "uscc");`,
    )

    this.addSql(
      `create table "shared"."county" ("code" text collate "C" not null, "name" text null, "kind" text null, "english_name" text null, "city_code" text collate "C" null, primary key ("code"));`,
    )
    this.addSql(
      `create index "county_city_code_code_index" on "shared"."county" ("city_code", "code");`,
    )

    this.addSql(
      `create table "dev_reform"."project_approval" ("project_code" text collate "C" not null, "project_name" text null, "sector" text null, "approval_kind" text null, "approval_date" date null, "total_investment" numeric(18,2) null, "central_budget" numeric(18,2) null, "planned_completion" date null, "project_status" text null, primary key ("project_code"));`,
    )

    this.addSql(
      `create table "dev_reform"."relocation_plan" ("county_code" text collate "C" not null, "period" text collate "C" not null, "planned_households" integer null, "planned_persons" integer null, "planned_investment" numeric(18,2) null, "resettlement_sites" integer null, primary key ("county_code", "period"));`,
    )

    this.addSql(
      `create table "dev_reform"."township_well_off" ("township_code" text collate "C" not null, "period" text collate "C" not null, "poor_township_flag" boolean null, "extremely_poor_flag" boolean null, "delisted_year" smallint null, "well_off_realisation" numeric null, "special_fund_invested" numeric(18,2) null, primary key ("township_code", "period"));`,
    )

    this.addSql(
      `create table "shared"."enterprise" ("uscc" text collate "C" not null, "name" text null, "township_code" text collate "C" null, "village_code" text collate "C" null, primary key ("uscc"));`,
    )
    this.addSql(
      `create index "enterprise_village_code_uscc_index" on "shared"."enterprise" ("village_code", "uscc");`,
    )
    this.addSql(
      `create index "enterprise_township_code_uscc_index" on "shared"."enterprise" ("township_code", "uscc");`,
    )

    this.addSql(
      `create table "finance"."interest_subsidy" ("contract_no" text collate "C" not null, "period" text collate "C" not null, "subsidy_amount" numeric(18,2) null, "subsidy_rate" numeric null, "period_start" date null, "period_end" date null, "payment_status" text null, primary key ("contract_no", "period"));`,
    )

    this.addSql(
      `create table "finance"."poverty_fund" ("county_code" text collate "C" not null, "period" text collate "C" not null, "central_funds" numeric(18,2) null, "provincial_funds" numeric(18,2) null, "municipal_funds" numeric(18,2) null, "county_funds" numeric(18,2) null, "allocated_funds" numeric(18,2) null, "disbursed_funds" numeric(18,2) null, "integrated_funds" numeric(18,2) null, primary key ("county_code", "period"));`,
    )

    this.addSql(
      `create table "finance"."risk_compensation_fund" ("county_code" text collate "C" not null, "period" text collate "C" not null, "fund_balance" numeric(18,2) null, "county_contribution" numeric(18,2) null, "leverage_multiple" numeric null, "covered_loan_balance" numeric(18,2) null, "compensated_amount" numeric(18,2) null, "government_share_pct" numeric null, primary key ("county_code", "period"));`,
    )

    this.addSql(
      `create table "shared"."holding" ("name" text not null, "seed" integer not null, "loaded_at" timestamptz not null, primary key ("name"));`,
    )

    this.addSql(
      `create table "shared"."household" ("household_id" text collate "C" not null, "household_no" text null, "village_code" text collate "C" null, primary key ("household_id"));`,
    )
    this.addSql(
      `create index "household_village_code_household_id_index" on "shared"."household" ("village_code", "household_id");`,
    )

    this.addSql(
      `create table "shared"."loan" ("contract_no" text collate "C" not null, "lender_uscc" text collate "C" null, "area_code" text collate "C" null, "rolls_over" text collate "C" null, primary key ("contract_no"));`,
    )
    this.addSql(
      `create index "loan_lender_uscc_contract_no_index" on "shared"."loan" ("lender_uscc", "contract_no");`,
    )
    this.addSql(
      `create index "loan_rolls_over_contract_no_index" on "shared"."loan" ("rolls_over", "contract_no");`,
    )
    this.addSql(
      `create index "loan_area_code_contract_no_index" on "shared"."loan" ("area_code", "contract_no");`,
    )

    this.addSql(
      `create table "shared"."organisation" ("uscc" text collate "C" not null, "name" text null, "kind" text null, "county_code" text collate "C" null, "village_code" text collate "C" null, primary key ("uscc"));`,
    )
    this.addSql(
      `create index "organisation_village_code_uscc_index" on "shared"."organisation" ("village_code", "uscc");`,
    )
    this.addSql(
      `create index "organisation_county_code_uscc_index" on "shared"."organisation" ("county_code", "uscc");`,
    )

    this.addSql(
      `create table "shared"."person" ("person_key" text collate "C" not null, "id_number" text null, "household_id" text collate "C" null, "village_code" text collate "C" null, primary key ("person_key"));`,
    )
    this.addSql(
      `create index "person_household_id_person_key_index" on "shared"."person" ("household_id", "person_key");`,
    )
    this.addSql(
      `create index "person_village_code_person_key_index" on "shared"."person" ("village_code", "person_key");`,
    )

    this.addSql(
      `create table "poverty_office"."household_register" ("household_id" text collate "C" not null, "period" text collate "C" not null, "register_no" text null, "registered_year" smallint null, "poverty_status" text null, "poverty_type" text null, "main_cause" text null, "member_count" integer null, "net_income_per_capita" numeric(18,2) null, "exit_year" smallint null, "no_worry_food_clothing" boolean null, "linked_entity_uscc" text collate "C" null, primary key ("household_id", "period"));`,
    )
    this.addSql(
      `create index "household_register_linked_entity_uscc_household_id_index" on "poverty_office"."household_register" ("linked_entity_uscc", "household_id");`,
    )

    this.addSql(
      `create table "poverty_office"."person_register" ("person_key" text collate "C" not null, "period" text collate "C" not null, "relation_to_head" text null, "labour_capacity" text null, "health_status" text null, "school_stage" text null, "migrant_work_months" integer null, "lifted_flag" boolean null, primary key ("person_key", "period"));`,
    )

    this.addSql(
      `create table "poverty_office"."village_status" ("village_code" text collate "C" not null, "period" text collate "C" not null, "poor_village_flag" boolean null, "deep_poverty_flag" boolean null, "registered_households" integer null, "registered_persons" integer null, "remaining_poor_persons" integer null, "planned_exit_persons" integer null, "exited_persons" integer null, "returned_persons" integer null, "village_exit_year" smallint null, "wealth_leaders_certified" integer null, primary key ("village_code", "period"));`,
    )

    this.addSql(
      `create table "shared"."village_standing" ("village_code" text collate "C" not null, "period" text collate "C" not null, "programme_village" boolean null, "poor_village" boolean null, "zone_code" text collate "C" null, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_standing_zone_code_village_code_index" on "shared"."village_standing" ("zone_code", "village_code");`,
    )

    this.addSql(
      `create table "shared"."project" ("project_code" text collate "C" not null, "county_code" text collate "C" null, primary key ("project_code"));`,
    )
    this.addSql(
      `create index "project_county_code_project_code_index" on "shared"."project" ("county_code", "project_code");`,
    )

    this.addSql(
      `create table "public_security"."public_order" ("village_code" text collate "C" not null, "period" text collate "C" not null, "criminal_cases" integer null, "security_cases" integer null, "fraud_loss" numeric(18,2) null, "drug_control_persons" integer null, primary key ("village_code", "period"));`,
    )

    this.addSql(
      `create table "public_security"."residence" ("person_key" text collate "C" not null, "name" text null, "sex" text null, "ethnicity" text null, "birth_date" date null, "household_no" text null, "relation_to_head" text null, "village_code" text collate "C" null, "rural_flag" boolean null, "residence_status" text null, primary key ("person_key"));`,
    )

    this.addSql(
      `create table "public_security"."village_population" ("village_code" text collate "C" not null, "period" text collate "C" not null, "household_count" integer null, "registered_population" integer null, "rural_population" integer null, "births" integer null, "deaths" integer null, primary key ("village_code", "period"));`,
    )

    this.addSql(
      `create table "rural_credit"."household_credit" ("household_id" text collate "C" not null, "period" text collate "C" not null, "credit_file_built" boolean null, "credit_grade" text null, "credit_line" numeric(18,2) null, "used_line" numeric(18,2) null, "credit_household_flag" boolean null, "rating_date" date null, "loan_need_flag" boolean null, primary key ("household_id", "period"));`,
    )

    this.addSql(
      `create table "rural_credit"."loan_ledger" ("contract_no" text collate "C" not null, "borrower_kind" text null, "borrower_ref" text collate "C" null, "product" text null, "agri_category" text null, "disbursed_amount" numeric(18,2) null, "disbursed_date" date null, "term_months" integer null, "annual_rate" numeric null, "guarantee_mode" text null, "outstanding_balance" numeric(18,2) null, primary key ("contract_no"));`,
    )
    this.addSql(
      `create index "loan_ledger_borrower_ref_contract_no_index" on "rural_credit"."loan_ledger" ("borrower_ref", "contract_no");`,
    )

    this.addSql(
      `create table "rural_credit"."village_outlet" ("village_code" text collate "C" not null, "period" text collate "C" not null, "station_established" boolean null, "outlet_installed" boolean null, "credit_village_status" text null, "deposit_balance" numeric(18,2) null, "transaction_count" integer null, "active_customers" integer null, "e_banking_customers" integer null, "night_school_sessions" integer null, "night_school_households" integer null, "night_school_persons" integer null, primary key ("village_code", "period"));`,
    )

    this.addSql(
      `create table "statistics"."county_economy" ("county_code" text collate "C" not null, "period" text collate "C" not null, "gdp" numeric(18,2) null, "primary_value_added" numeric(18,2) null, "resident_population" numeric null, "rural_disposable_income" numeric(18,2) null, "urbanisation_rate" numeric null, primary key ("county_code", "period"));`,
    )

    this.addSql(
      `create table "statistics"."poverty_spot_check" ("village_code" text collate "C" not null, "period" text collate "C" not null, "sampled_persons" integer null, "wrongly_exited_persons" integer null, "missed_persons" integer null, "respondents" integer null, "approving_respondents" integer null, primary key ("village_code", "period"));`,
    )

    this.addSql(
      `create table "statistics"."village_income" ("village_code" text collate "C" not null, "period" text collate "C" not null, "disposable_income_per_capita" numeric(18,2) null, "wage_income" numeric(18,2) null, "operating_income" numeric(18,2) null, "transfer_income" numeric(18,2) null, "sample_households" integer null, "sample_micro_data" text null, primary key ("village_code", "period"));`,
    )

    this.addSql(
      `create table "shared"."township" ("code" text collate "C" not null, "name" text null, "kind" text null, "county_code" text collate "C" null, primary key ("code"));`,
    )
    this.addSql(
      `create index "township_county_code_code_index" on "shared"."township" ("county_code", "code");`,
    )

    this.addSql(
      `create table "shared"."village" ("code" text collate "C" not null, "name" text null, "edition" text null, "kind" text null, "township_code" text collate "C" null, "county_code" text collate "C" null, primary key ("code"));`,
    )
    this.addSql(
      `create index "village_township_code_code_index" on "shared"."village" ("township_code", "code");`,
    )
    this.addSql(
      `create index "village_county_code_code_index" on "shared"."village" ("county_code", "code");`,
    )

    this.addSql(
      `create table "shared"."zone" ("code" text collate "C" not null, "name" text null, "kind" text null, "english_name" text null, "city_code" text collate "C" null, primary key ("code"));`,
    )
    this.addSql(
      `create index "zone_city_code_code_index" on "shared"."zone" ("city_code", "code");`,
    )

    this.addSql(
      `alter table "agriculture"."agribusiness_profile" add constraint "agribusiness_profile_entity_kind_check" check ("entity_kind" in ('COOPERATIVE', 'LEADING_ENTERPRISE', 'FAMILY_FARM', 'COLLECTIVE'));`,
    )
    this.addSql(
      `alter table "agriculture"."agribusiness_profile" add constraint "agribusiness_profile_recognition_level_check" check ("recognition_level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'NONE'));`,
    )
    this.addSql(
      `alter table "agriculture"."agribusiness_profile" add constraint "agribusiness_profile_main_industry_check" check ("main_industry" in ('TEA', 'VEGETABLES', 'HERBS', 'FRUIT', 'EDIBLE_FUNGI', 'LIVESTOCK', 'CAMELLIA_OIL', 'GRAIN', 'AQUACULTURE', 'RURAL_TOURISM', 'OTHER'));`,
    )

    this.addSql(
      `alter table "shared"."city" add constraint "city_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )

    this.addSql(
      `alter table "shared"."county" add constraint "county_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )

    this.addSql(
      `alter table "dev_reform"."project_approval" add constraint "project_approval_sector_check" check ("sector" in ('TRANSPORT', 'WATER', 'AGRICULTURE', 'RELOCATION', 'HOUSING', 'EDUCATION', 'HEALTH', 'ENERGY', 'ENVIRONMENT', 'OTHER'));`,
    )
    this.addSql(
      `alter table "dev_reform"."project_approval" add constraint "project_approval_approval_kind_check" check ("approval_kind" in ('APPROVE', 'VERIFY', 'RECORD'));`,
    )
    this.addSql(
      `alter table "dev_reform"."project_approval" add constraint "project_approval_project_status_check" check ("project_status" in ('APPROVED', 'UNDER_CONSTRUCTION', 'COMPLETED', 'SUSPENDED', 'CANCELLED'));`,
    )

    this.addSql(
      `alter table "finance"."interest_subsidy" add constraint "interest_subsidy_payment_status_check" check ("payment_status" in ('PENDING', 'APPROVED', 'PAID', 'RETURNED'));`,
    )

    this.addSql(
      `alter table "shared"."organisation" add constraint "organisation_kind_check" check ("kind" in ('ORGAN', 'INSTITUTION', 'MASS_ORGANISATION', 'CREDIT_COOPERATIVE', 'VILLAGE_COMMITTEE', 'VILLAGE_COLLECTIVE'));`,
    )

    this.addSql(
      `alter table "poverty_office"."household_register" add constraint "household_register_poverty_status_check" check ("poverty_status" in ('POOR', 'LIFTED', 'LIFTED_STABLE', 'RETURNED', 'REMOVED'));`,
    )
    this.addSql(
      `alter table "poverty_office"."household_register" add constraint "household_register_poverty_type_check" check ("poverty_type" in ('GENERAL', 'DIBAO', 'TEKUN'));`,
    )
    this.addSql(
      `alter table "poverty_office"."household_register" add constraint "household_register_main_cause_check" check ("main_cause" in ('DISASTER', 'ILLNESS', 'DISABILITY', 'SCHOOLING', 'NO_SKILL', 'NO_LABOUR', 'NO_MONEY', 'OTHER', 'NO_LAND', 'NO_WATER', 'BAD_ROADS', 'NO_DRIVE'));`,
    )

    this.addSql(
      `alter table "poverty_office"."person_register" add constraint "person_register_relation_to_head_check" check ("relation_to_head" in ('HEAD', 'SPOUSE', 'SON', 'DAUGHTER', 'GRANDCHILD', 'PARENT', 'GRANDPARENT', 'SIBLING', 'OTHER'));`,
    )
    this.addSql(
      `alter table "poverty_office"."person_register" add constraint "person_register_labour_capacity_check" check ("labour_capacity" in ('NORMAL', 'SKILLED', 'WEAK', 'NONE'));`,
    )
    this.addSql(
      `alter table "poverty_office"."person_register" add constraint "person_register_health_status_check" check ("health_status" in ('GOOD', 'FAIR', 'CHRONIC', 'DISABLED'));`,
    )
    this.addSql(
      `alter table "poverty_office"."person_register" add constraint "person_register_school_stage_check" check ("school_stage" in ('NOT_AT_SCHOOL', 'PRESCHOOL', 'PRIMARY', 'JUNIOR_MIDDLE', 'SENIOR_MIDDLE', 'SECONDARY_VOCATIONAL', 'COLLEGE', 'UNIVERSITY'));`,
    )

    this.addSql(
      `alter table "public_security"."residence" add constraint "residence_sex_check" check ("sex" in ('UNKNOWN', 'MALE', 'FEMALE', 'NOT_STATED'));`,
    )
    this.addSql(
      `alter table "public_security"."residence" add constraint "residence_ethnicity_check" check ("ethnicity" in ('HAN', 'MIAO', 'BUYEI', 'DONG', 'TUJIA', 'SUI', 'GELAO', 'OTHER'));`,
    )
    this.addSql(
      `alter table "public_security"."residence" add constraint "residence_relation_to_head_check" check ("relation_to_head" in ('HEAD', 'SPOUSE', 'SON', 'DAUGHTER', 'GRANDCHILD', 'PARENT', 'GRANDPARENT', 'SIBLING', 'OTHER'));`,
    )
    this.addSql(
      `alter table "public_security"."residence" add constraint "residence_residence_status_check" check ("residence_status" in ('ACTIVE', 'MOVED_OUT', 'DECEASED', 'CANCELLED'));`,
    )

    this.addSql(
      `alter table "rural_credit"."household_credit" add constraint "household_credit_credit_grade_check" check ("credit_grade" in ('EXCELLENT', 'GOOD', 'FAIR', 'UNRATED'));`,
    )

    this.addSql(
      `alter table "rural_credit"."loan_ledger" add constraint "loan_ledger_borrower_kind_check" check ("borrower_kind" in ('HOUSEHOLD', 'COOPERATIVE', 'ENTERPRISE', 'COLLECTIVE'));`,
    )
    this.addSql(
      `alter table "rural_credit"."loan_ledger" add constraint "loan_ledger_product_check" check ("product" in ('JINGFU', 'FARM_HOUSEHOLD', 'COOPERATIVE', 'LEADING_ENTERPRISE', 'COLLECTIVE', 'SME', 'OTHER'));`,
    )
    this.addSql(
      `alter table "rural_credit"."loan_ledger" add constraint "loan_ledger_agri_category_check" check ("agri_category" in ('RURAL_HOUSEHOLD', 'RURAL_ENTERPRISE', 'URBAN_AGRI', 'NON_AGRI'));`,
    )
    this.addSql(
      `alter table "rural_credit"."loan_ledger" add constraint "loan_ledger_guarantee_mode_check" check ("guarantee_mode" in ('CREDIT', 'GUARANTEE', 'MORTGAGE', 'PLEDGE'));`,
    )

    this.addSql(
      `alter table "rural_credit"."village_outlet" add constraint "village_outlet_credit_village_status_check" check ("credit_village_status" in ('CERTIFIED', 'APPLYING', 'NONE', 'REVOKED'));`,
    )

    this.addSql(
      `alter table "shared"."township" add constraint "township_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )

    this.addSql(
      `alter table "shared"."village" add constraint "village_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )

    this.addSql(
      `alter table "shared"."zone" add constraint "zone_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "agriculture"."agribusiness_profile" cascade;`)
    this.addSql(`drop table if exists "agriculture"."village_collective" cascade;`)
    this.addSql(`drop table if exists "agriculture"."village_cropping" cascade;`)
    this.addSql(`drop table if exists "shared"."city" cascade;`)
    this.addSql(`drop table if exists "shared"."cooperative" cascade;`)
    this.addSql(`drop table if exists "shared"."county" cascade;`)
    this.addSql(`drop table if exists "dev_reform"."project_approval" cascade;`)
    this.addSql(`drop table if exists "dev_reform"."relocation_plan" cascade;`)
    this.addSql(`drop table if exists "dev_reform"."township_well_off" cascade;`)
    this.addSql(`drop table if exists "shared"."enterprise" cascade;`)
    this.addSql(`drop table if exists "finance"."interest_subsidy" cascade;`)
    this.addSql(`drop table if exists "finance"."poverty_fund" cascade;`)
    this.addSql(`drop table if exists "finance"."risk_compensation_fund" cascade;`)
    this.addSql(`drop table if exists "shared"."holding" cascade;`)
    this.addSql(`drop table if exists "shared"."household" cascade;`)
    this.addSql(`drop table if exists "shared"."loan" cascade;`)
    this.addSql(`drop table if exists "shared"."organisation" cascade;`)
    this.addSql(`drop table if exists "shared"."person" cascade;`)
    this.addSql(`drop table if exists "poverty_office"."household_register" cascade;`)
    this.addSql(`drop table if exists "poverty_office"."person_register" cascade;`)
    this.addSql(`drop table if exists "poverty_office"."village_status" cascade;`)
    this.addSql(`drop table if exists "shared"."village_standing" cascade;`)
    this.addSql(`drop table if exists "shared"."project" cascade;`)
    this.addSql(`drop table if exists "public_security"."public_order" cascade;`)
    this.addSql(`drop table if exists "public_security"."residence" cascade;`)
    this.addSql(`drop table if exists "public_security"."village_population" cascade;`)
    this.addSql(`drop table if exists "rural_credit"."household_credit" cascade;`)
    this.addSql(`drop table if exists "rural_credit"."loan_ledger" cascade;`)
    this.addSql(`drop table if exists "rural_credit"."village_outlet" cascade;`)
    this.addSql(`drop table if exists "statistics"."county_economy" cascade;`)
    this.addSql(`drop table if exists "statistics"."poverty_spot_check" cascade;`)
    this.addSql(`drop table if exists "statistics"."village_income" cascade;`)
    this.addSql(`drop table if exists "shared"."township" cascade;`)
    this.addSql(`drop table if exists "shared"."village" cascade;`)
    this.addSql(`drop table if exists "shared"."zone" cascade;`)

    this.addSql(`drop schema if exists "agriculture";`)
    this.addSql(`drop schema if exists "shared";`)
    this.addSql(`drop schema if exists "dev_reform";`)
    this.addSql(`drop schema if exists "finance";`)
    this.addSql(`drop schema if exists "poverty_office";`)
    this.addSql(`drop schema if exists "public_security";`)
    this.addSql(`drop schema if exists "rural_credit";`)
    this.addSql(`drop schema if exists "statistics";`)
  }
}
