import { Migration } from '@mikro-orm/migrations'

export class Migration20261123005336_all_departments_versioned extends Migration {
  override name = 'Migration20261123005336_all_departments_versioned'

  override up(): void | Promise<void> {
    this.addSql(`create schema if not exists "banking_regulator";`)
    this.addSql(`create schema if not exists "publishing";`)
    this.addSql(`create schema if not exists "civil_affairs";`)
    this.addSql(`create schema if not exists "commerce";`)
    this.addSql(`create schema if not exists "disabled_federation";`)
    this.addSql(`create schema if not exists "eco_migration";`)
    this.addSql(`create schema if not exists "education";`)
    this.addSql(`create schema if not exists "environment";`)
    this.addSql(`create schema if not exists "finance_office";`)
    this.addSql(`create schema if not exists "forestry";`)
    this.addSql(`create schema if not exists "health";`)
    this.addSql(`create schema if not exists "housing";`)
    this.addSql(`create schema if not exists "human_resources";`)
    this.addSql(`create schema if not exists "industry_it";`)
    this.addSql(`create schema if not exists "land_resources";`)
    this.addSql(`create schema if not exists "market_regulation";`)
    this.addSql(`create schema if not exists "org_dept";`)
    this.addSql(`create schema if not exists "pboc";`)
    this.addSql(`create schema if not exists "political_legal";`)
    this.addSql(`create schema if not exists "publicity_dept";`)
    this.addSql(`create schema if not exists "supply_marketing";`)
    this.addSql(`create schema if not exists "taxation";`)
    this.addSql(`create schema if not exists "transport";`)
    this.addSql(`create schema if not exists "water";`)
    this.addSql(`create schema if not exists "womens_federation";`)
    this.addSql(`create schema if not exists "youth_league";`)
    this.addSql(
      `create table "agriculture"."agribusiness_profile_history" ("uscc" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "entity_kind" text null, "recognition_level" text null, "poverty_leading_flag" boolean null, "main_industry" text null, "member_households" integer null, "linked_poor_households" integer null, "base_area" numeric null, "annual_sales" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "agribusiness_profile_history_until_batch_index" on "agriculture"."agribusiness_profile_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "agriculture"."village_collective_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "org_registered" boolean null, "operating_income" numeric(18,2) null, "total_income" numeric(18,2) null, "collective_assets" numeric(18,2) null, "dividend_to_poor" numeric(18,2) null, "three_changes_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_collective_history_until_batch_index" on "agriculture"."village_collective_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "agriculture"."village_cropping_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "total_sown_area" numeric null, "grain_area" numeric null, "cash_crop_area" numeric null, "tea_area" numeric null, "vegetable_area" numeric null, "herb_area" numeric null, "fruit_area" numeric null, "edible_fungi_units" numeric null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_cropping_history_until_batch_index" on "agriculture"."village_cropping_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "banking_regulator"."institution_supervision" ("county_code" text collate "C" not null, "period" text collate "C" not null, "all_loan_balance" numeric(18,2) null, "all_deposit_average" numeric(18,2) null, "required_reserve_average" numeric(18,2) null, "agri_loan_balance" numeric(18,2) null, "sannong_real_economy_loan_balance" numeric(18,2) null, "sme_loan_balance" numeric(18,2) null, "sme_borrower_count" integer null, "sme_applicant_count" integer null, "sme_approved_count" integer null, "npl_ratio" numeric null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period"));`,
    )
    this.addSql(
      `create index "institution_supervision_batch_index" on "banking_regulator"."institution_supervision" using brin ("batch");`,
    )

    this.addSql(
      `create table "banking_regulator"."institution_supervision_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "all_loan_balance" numeric(18,2) null, "all_deposit_average" numeric(18,2) null, "required_reserve_average" numeric(18,2) null, "agri_loan_balance" numeric(18,2) null, "sannong_real_economy_loan_balance" numeric(18,2) null, "sme_loan_balance" numeric(18,2) null, "sme_borrower_count" integer null, "sme_applicant_count" integer null, "sme_approved_count" integer null, "npl_ratio" numeric null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "institution_supervision_history_until_batch_index" on "banking_regulator"."institution_supervision_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "banking_regulator"."loan_risk" ("contract_no" text collate "C" not null, "period" text collate "C" not null, "outstanding_balance" numeric(18,2) null, "risk_class" text null, "overdue_days" integer null, "due_principal" numeric(18,2) null, "repaid_principal" numeric(18,2) null, "write_off_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("contract_no", "period"));`,
    )
    this.addSql(
      `create index "loan_risk_batch_index" on "banking_regulator"."loan_risk" using brin ("batch");`,
    )

    this.addSql(
      `create table "banking_regulator"."loan_risk_history" ("contract_no" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "outstanding_balance" numeric(18,2) null, "risk_class" text null, "overdue_days" integer null, "due_principal" numeric(18,2) null, "repaid_principal" numeric(18,2) null, "write_off_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("contract_no", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "loan_risk_history_until_batch_index" on "banking_regulator"."loan_risk_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "publishing"."batch" ("number" bigserial primary key, "of" text not null, "kind" text not null, "publisher" text not null, "department" text null, "published_at" timestamptz not null, "drawn_on" date null, "periods" text[] not null, "file_name" text null, "sha256" text not null, "idempotency_key" text null, "rows" integer not null, "inserted" integer not null, "changed" integer not null, "withdrawn" integer not null, "reason" text null, "withdraws" bigint null, "report" jsonb not null);`,
    )
    this.addSql(
      `create index "batch_of_published_at_index" on "publishing"."batch" ("of", "published_at");`,
    )
    this.addSql(
      `alter table "publishing"."batch" add constraint "batch_publisher_idempotency_key_unique" unique ("publisher", "idempotency_key");`,
    )

    this.addSql(
      `create table "shared"."city_history" ("code" text collate "C" not null, "until_batch" bigint not null, "name" text null, "kind" text null, "english_name" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("code", "until_batch"));`,
    )
    this.addSql(
      `create index "city_history_until_batch_index" on "shared"."city_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "civil_affairs"."minimum_living" ("household_id" text collate "C" not null, "period" text collate "C" not null, "dibao_flag" boolean null, "dibao_category" text null, "insured_persons" integer null, "monthly_amount" numeric(18,2) null, "special_hardship_flag" boolean null, "approved_date" date null, "cancelled_date" date null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period"));`,
    )
    this.addSql(
      `create index "minimum_living_batch_index" on "civil_affairs"."minimum_living" using brin ("batch");`,
    )

    this.addSql(
      `create table "civil_affairs"."minimum_living_history" ("household_id" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "dibao_flag" boolean null, "dibao_category" text null, "insured_persons" integer null, "monthly_amount" numeric(18,2) null, "special_hardship_flag" boolean null, "approved_date" date null, "cancelled_date" date null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "minimum_living_history_until_batch_index" on "civil_affairs"."minimum_living_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "civil_affairs"."social_relief" ("household_id" text collate "C" not null, "relief_no" text collate "C" not null, "relief_kind" text null, "relief_amount" numeric(18,2) null, "relief_date" date null, "relief_reason" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "relief_no"));`,
    )
    this.addSql(
      `create index "social_relief_batch_index" on "civil_affairs"."social_relief" using brin ("batch");`,
    )

    this.addSql(
      `create table "civil_affairs"."social_relief_history" ("household_id" text collate "C" not null, "relief_no" text collate "C" not null, "until_batch" bigint not null, "relief_kind" text null, "relief_amount" numeric(18,2) null, "relief_date" date null, "relief_reason" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "relief_no", "until_batch"));`,
    )
    this.addSql(
      `create index "social_relief_history_until_batch_index" on "civil_affairs"."social_relief_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "civil_affairs"."village_self_governance" ("village_code" text collate "C" not null, "period" text collate "C" not null, "committee_uscc" text collate "C" null, "last_election_date" date null, "villager_groups" integer null, "supervision_members" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_self_governance_batch_index" on "civil_affairs"."village_self_governance" using brin ("batch");`,
    )

    this.addSql(
      `create table "civil_affairs"."village_self_governance_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "committee_uscc" text collate "C" null, "last_election_date" date null, "villager_groups" integer null, "supervision_members" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_self_governance_history_until_batch_index" on "civil_affairs"."village_self_governance_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "publishing"."closed_year" ("year" smallint primary key, "closed_at" timestamptz not null, "closed_by" text not null, "reason" text not null);`,
    )

    this.addSql(
      `create table "commerce"."rural_ecommerce" ("village_code" text collate "C" not null, "period" text collate "C" not null, "ecommerce_station" boolean null, "online_sales" numeric(18,2) null, "parcels_sent" integer null, "parcels_received" integer null, "poor_households_served" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "rural_ecommerce_batch_index" on "commerce"."rural_ecommerce" using brin ("batch");`,
    )

    this.addSql(
      `create table "commerce"."rural_ecommerce_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "ecommerce_station" boolean null, "online_sales" numeric(18,2) null, "parcels_sent" integer null, "parcels_received" integer null, "poor_households_served" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "rural_ecommerce_history_until_batch_index" on "commerce"."rural_ecommerce_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."cooperative_history" ("uscc" text collate "C" not null, "until_batch" bigint not null, "name" text null, "village_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "until_batch"));`,
    )
    this.addSql(
      `create index "cooperative_history_until_batch_index" on "shared"."cooperative_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."county_history" ("code" text collate "C" not null, "until_batch" bigint not null, "name" text null, "kind" text null, "english_name" text null, "city_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("code", "until_batch"));`,
    )
    this.addSql(
      `create index "county_history_until_batch_index" on "shared"."county_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "dev_reform"."project_approval_history" ("project_code" text collate "C" not null, "until_batch" bigint not null, "project_name" text null, "sector" text null, "approval_kind" text null, "approval_date" date null, "total_investment" numeric(18,2) null, "central_budget" numeric(18,2) null, "planned_completion" date null, "project_status" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("project_code", "until_batch"));`,
    )
    this.addSql(
      `create index "project_approval_history_until_batch_index" on "dev_reform"."project_approval_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "dev_reform"."relocation_plan_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "planned_households" integer null, "planned_persons" integer null, "planned_investment" numeric(18,2) null, "resettlement_sites" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "relocation_plan_history_until_batch_index" on "dev_reform"."relocation_plan_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "dev_reform"."township_well_off_history" ("township_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "poor_township_flag" boolean null, "extremely_poor_flag" boolean null, "delisted_year" smallint null, "well_off_realisation" numeric null, "special_fund_invested" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("township_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "township_well_off_history_until_batch_index" on "dev_reform"."township_well_off_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "disabled_federation"."disability_certificate" ("person_key" text collate "C" not null, "certificate_no" text null, "disability_kind" text null, "disability_grade" text null, "issued_date" date null, "valid_until" date null, "living_allowance" numeric(18,2) null, "care_allowance" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key"));`,
    )
    this.addSql(
      `create index "disability_certificate_batch_index" on "disabled_federation"."disability_certificate" using brin ("batch");`,
    )

    this.addSql(
      `create table "disabled_federation"."disability_certificate_history" ("person_key" text collate "C" not null, "until_batch" bigint not null, "certificate_no" text null, "disability_kind" text null, "disability_grade" text null, "issued_date" date null, "valid_until" date null, "living_allowance" numeric(18,2) null, "care_allowance" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "until_batch"));`,
    )
    this.addSql(
      `create index "disability_certificate_history_until_batch_index" on "disabled_federation"."disability_certificate_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "disabled_federation"."rehab_employment" ("person_key" text collate "C" not null, "period" text collate "C" not null, "rehab_service_flag" boolean null, "device_fitted_flag" boolean null, "home_adapted_flag" boolean null, "supported_job_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "rehab_employment_batch_index" on "disabled_federation"."rehab_employment" using brin ("batch");`,
    )

    this.addSql(
      `create table "disabled_federation"."rehab_employment_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "rehab_service_flag" boolean null, "device_fitted_flag" boolean null, "home_adapted_flag" boolean null, "supported_job_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "rehab_employment_history_until_batch_index" on "disabled_federation"."rehab_employment_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "eco_migration"."relocated_household" ("household_id" text collate "C" not null, "relocation_kind" text null, "from_village_code" text collate "C" null, "resettlement_site" text null, "agreement_date" date null, "moved_in_date" date null, "housing_area" numeric null, "old_house_demolished" boolean null, "employed_members" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id"));`,
    )
    this.addSql(
      `create index "relocated_household_from_village_code_household_id_index" on "eco_migration"."relocated_household" ("from_village_code", "household_id");`,
    )
    this.addSql(
      `create index "relocated_household_batch_index" on "eco_migration"."relocated_household" using brin ("batch");`,
    )

    this.addSql(
      `create table "eco_migration"."relocated_household_history" ("household_id" text collate "C" not null, "until_batch" bigint not null, "relocation_kind" text null, "from_village_code" text collate "C" null, "resettlement_site" text null, "agreement_date" date null, "moved_in_date" date null, "housing_area" numeric null, "old_house_demolished" boolean null, "employed_members" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "until_batch"));`,
    )
    this.addSql(
      `create index "relocated_household_history_until_batch_index" on "eco_migration"."relocated_household_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "eco_migration"."resettlement_site" ("township_code" text collate "C" not null, "period" text collate "C" not null, "site_no" text collate "C" not null, "site_name" text null, "housed_households" integer null, "housed_persons" integer null, "school_ready" boolean null, "clinic_ready" boolean null, "job_station_ready" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("township_code", "period", "site_no"));`,
    )
    this.addSql(
      `create index "resettlement_site_batch_index" on "eco_migration"."resettlement_site" using brin ("batch");`,
    )

    this.addSql(
      `create table "eco_migration"."resettlement_site_history" ("township_code" text collate "C" not null, "period" text collate "C" not null, "site_no" text collate "C" not null, "until_batch" bigint not null, "site_name" text null, "housed_households" integer null, "housed_persons" integer null, "school_ready" boolean null, "clinic_ready" boolean null, "job_station_ready" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("township_code", "period", "site_no", "until_batch"));`,
    )
    this.addSql(
      `create index "resettlement_site_history_until_batch_index" on "eco_migration"."resettlement_site_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "education"."compulsory_education" ("person_key" text collate "C" not null, "period" text collate "C" not null, "school_age_flag" boolean null, "enrolled_flag" boolean null, "home_teaching_flag" boolean null, "dropout_flag" boolean null, "exempt_flag" boolean null, "school_code" text null, "returned_date" date null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "compulsory_education_batch_index" on "education"."compulsory_education" using brin ("batch");`,
    )

    this.addSql(
      `create table "education"."compulsory_education_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "school_age_flag" boolean null, "enrolled_flag" boolean null, "home_teaching_flag" boolean null, "dropout_flag" boolean null, "exempt_flag" boolean null, "school_code" text null, "returned_date" date null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "compulsory_education_history_until_batch_index" on "education"."compulsory_education_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "education"."student_aid" ("person_key" text collate "C" not null, "period" text collate "C" not null, "education_stage" text null, "aid_kind" text null, "aid_amount" numeric(18,2) null, "rain_dew_flag" boolean null, "student_loan_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "student_aid_batch_index" on "education"."student_aid" using brin ("batch");`,
    )

    this.addSql(
      `create table "education"."student_aid_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "education_stage" text null, "aid_kind" text null, "aid_amount" numeric(18,2) null, "rain_dew_flag" boolean null, "student_loan_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "student_aid_history_until_batch_index" on "education"."student_aid_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."enterprise_history" ("uscc" text collate "C" not null, "until_batch" bigint not null, "name" text null, "township_code" text collate "C" null, "village_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "until_batch"));`,
    )
    this.addSql(
      `create index "enterprise_history_until_batch_index" on "shared"."enterprise_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "environment"."rural_environment_quality" ("village_code" text collate "C" not null, "period" text collate "C" not null, "water_source_protected" boolean null, "waste_treatment_rate" numeric null, "sewage_treatment_rate" numeric null, "complaint_count" integer null, "complaints_resolved" integer null, "renovation_done" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "rural_environment_quality_batch_index" on "environment"."rural_environment_quality" using brin ("batch");`,
    )

    this.addSql(
      `create table "environment"."rural_environment_quality_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "water_source_protected" boolean null, "waste_treatment_rate" numeric null, "sewage_treatment_rate" numeric null, "complaint_count" integer null, "complaints_resolved" integer null, "renovation_done" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "rural_environment_quality_history_until_batch_index" on "environment"."rural_environment_quality_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "finance"."interest_subsidy_history" ("contract_no" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "subsidy_amount" numeric(18,2) null, "subsidy_rate" numeric null, "period_start" date null, "period_end" date null, "payment_status" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("contract_no", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "interest_subsidy_history_until_batch_index" on "finance"."interest_subsidy_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "finance_office"."financing_need" ("uscc" text collate "C" not null, "period" text collate "C" not null, "application_count" integer null, "requested_amount" numeric(18,2) null, "obtained_amount" numeric(18,2) null, "guarantee_provider" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period"));`,
    )
    this.addSql(
      `create index "financing_need_batch_index" on "finance_office"."financing_need" using brin ("batch");`,
    )

    this.addSql(
      `create table "finance_office"."financing_need_history" ("uscc" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "application_count" integer null, "requested_amount" numeric(18,2) null, "obtained_amount" numeric(18,2) null, "guarantee_provider" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "financing_need_history_until_batch_index" on "finance_office"."financing_need_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "finance_office"."village_finance_service" ("village_code" text collate "C" not null, "period" text collate "C" not null, "station_established" boolean null, "station_opened_date" date null, "pos_terminals" integer null, "station_staff" integer null, "agri_insurance_households" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_finance_service_batch_index" on "finance_office"."village_finance_service" using brin ("batch");`,
    )

    this.addSql(
      `create table "finance_office"."village_finance_service_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "station_established" boolean null, "station_opened_date" date null, "pos_terminals" integer null, "station_staff" integer null, "agri_insurance_households" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_finance_service_history_until_batch_index" on "finance_office"."village_finance_service_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "finance"."poverty_fund_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "central_funds" numeric(18,2) null, "provincial_funds" numeric(18,2) null, "municipal_funds" numeric(18,2) null, "county_funds" numeric(18,2) null, "allocated_funds" numeric(18,2) null, "disbursed_funds" numeric(18,2) null, "integrated_funds" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "poverty_fund_history_until_batch_index" on "finance"."poverty_fund_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "finance"."risk_compensation_fund_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "fund_balance" numeric(18,2) null, "county_contribution" numeric(18,2) null, "leverage_multiple" numeric null, "covered_loan_balance" numeric(18,2) null, "compensated_amount" numeric(18,2) null, "government_share_pct" numeric null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "risk_compensation_fund_history_until_batch_index" on "finance"."risk_compensation_fund_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "forestry"."eco_forest" ("household_id" text collate "C" not null, "period" text collate "C" not null, "public_forest_area" numeric null, "forest_compensation" numeric(18,2) null, "farmland_returned_area" numeric null, "farmland_return_subsidy" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period"));`,
    )
    this.addSql(
      `create index "eco_forest_batch_index" on "forestry"."eco_forest" using brin ("batch");`,
    )

    this.addSql(
      `create table "forestry"."eco_forest_history" ("household_id" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "public_forest_area" numeric null, "forest_compensation" numeric(18,2) null, "farmland_returned_area" numeric null, "farmland_return_subsidy" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "eco_forest_history_until_batch_index" on "forestry"."eco_forest_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "forestry"."eco_ranger" ("person_key" text collate "C" not null, "period" text collate "C" not null, "contract_no" text null, "annual_pay" numeric(18,2) null, "patrol_area" numeric null, "hired_date" date null, "ranger_status" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "eco_ranger_batch_index" on "forestry"."eco_ranger" using brin ("batch");`,
    )

    this.addSql(
      `create table "forestry"."eco_ranger_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "contract_no" text null, "annual_pay" numeric(18,2) null, "patrol_area" numeric null, "hired_date" date null, "ranger_status" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "eco_ranger_history_until_batch_index" on "forestry"."eco_ranger_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "health"."health_coverage" ("person_key" text collate "C" not null, "period" text collate "C" not null, "insured_flag" boolean null, "premium_subsidised" boolean null, "family_doctor_signed" boolean null, "chronic_disease_flag" boolean null, "major_disease_flag" boolean null, "diagnosis_code" text null, "total_expense" numeric(18,2) null, "self_paid_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "health_coverage_batch_index" on "health"."health_coverage" using brin ("batch");`,
    )

    this.addSql(
      `create table "health"."health_coverage_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "insured_flag" boolean null, "premium_subsidised" boolean null, "family_doctor_signed" boolean null, "chronic_disease_flag" boolean null, "major_disease_flag" boolean null, "diagnosis_code" text null, "total_expense" numeric(18,2) null, "self_paid_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "health_coverage_history_until_batch_index" on "health"."health_coverage_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "health"."village_clinic" ("village_code" text collate "C" not null, "period" text collate "C" not null, "standard_clinic" boolean null, "qualified_doctors" integer null, "clinic_area" numeric null, "essential_drug_kinds" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_clinic_batch_index" on "health"."village_clinic" using brin ("batch");`,
    )

    this.addSql(
      `create table "health"."village_clinic_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "standard_clinic" boolean null, "qualified_doctors" integer null, "clinic_area" numeric null, "essential_drug_kinds" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_clinic_history_until_batch_index" on "health"."village_clinic_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."household_history" ("household_id" text collate "C" not null, "until_batch" bigint not null, "household_no" text null, "village_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "until_batch"));`,
    )
    this.addSql(
      `create index "household_history_until_batch_index" on "shared"."household_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "publishing"."household_number" ("number" text collate "C" not null, "valid_from" date not null, "valid_until" date null, "household_id" text collate "C" not null, "batch" bigint not null, primary key ("number", "valid_from"));`,
    )
    this.addSql(
      `create index "household_number_household_id_index" on "publishing"."household_number" ("household_id");`,
    )

    this.addSql(
      `create table "housing"."dangerous_house" ("household_id" text collate "C" not null, "period" text collate "C" not null, "house_grade" text null, "assessed_date" date null, "renovation_status" text null, "subsidy_amount" numeric(18,2) null, "completed_date" date null, "house_safe" boolean null, "floor_area" numeric null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period"));`,
    )
    this.addSql(
      `create index "dangerous_house_batch_index" on "housing"."dangerous_house" using brin ("batch");`,
    )

    this.addSql(
      `create table "housing"."dangerous_house_history" ("household_id" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "house_grade" text null, "assessed_date" date null, "renovation_status" text null, "subsidy_amount" numeric(18,2) null, "completed_date" date null, "house_safe" boolean null, "floor_area" numeric null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "dangerous_house_history_until_batch_index" on "housing"."dangerous_house_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "housing"."village_environment" ("village_code" text collate "C" not null, "period" text collate "C" not null, "waste_collected_households" integer null, "sanitary_toilet_households" integer null, "sewage_treated_households" integer null, "village_plan_approved" boolean null, "public_lavatories" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_environment_batch_index" on "housing"."village_environment" using brin ("batch");`,
    )

    this.addSql(
      `create table "housing"."village_environment_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "waste_collected_households" integer null, "sanitary_toilet_households" integer null, "sewage_treated_households" integer null, "village_plan_approved" boolean null, "public_lavatories" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_environment_history_until_batch_index" on "housing"."village_environment_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "human_resources"."pension_insurance" ("person_key" text collate "C" not null, "period" text collate "C" not null, "enrolled_flag" boolean null, "contribution_tier" numeric(18,2) null, "government_paid_flag" boolean null, "benefit_monthly" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "pension_insurance_batch_index" on "human_resources"."pension_insurance" using brin ("batch");`,
    )

    this.addSql(
      `create table "human_resources"."pension_insurance_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "enrolled_flag" boolean null, "contribution_tier" numeric(18,2) null, "government_paid_flag" boolean null, "benefit_monthly" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "pension_insurance_history_until_batch_index" on "human_resources"."pension_insurance_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "human_resources"."returnee_startup" ("person_key" text collate "C" not null, "period" text collate "C" not null, "starter_group" text null, "business_uscc" text collate "C" null, "start_date" date null, "startup_subsidy" numeric(18,2) null, "guaranteed_loan_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "returnee_startup_business_uscc_person_key_index" on "human_resources"."returnee_startup" ("business_uscc", "person_key");`,
    )
    this.addSql(
      `create index "returnee_startup_batch_index" on "human_resources"."returnee_startup" using brin ("batch");`,
    )

    this.addSql(
      `create table "human_resources"."returnee_startup_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "starter_group" text null, "business_uscc" text collate "C" null, "start_date" date null, "startup_subsidy" numeric(18,2) null, "guaranteed_loan_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "returnee_startup_history_until_batch_index" on "human_resources"."returnee_startup_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "human_resources"."training_employment" ("person_key" text collate "C" not null, "period" text collate "C" not null, "trained_flag" boolean null, "training_kind" text null, "certificate_level" text null, "employed_flag" boolean null, "employer_uscc" text collate "C" null, "work_region" text null, "monthly_wage" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "training_employment_employer_uscc_person_key_index" on "human_resources"."training_employment" ("employer_uscc", "person_key");`,
    )
    this.addSql(
      `create index "training_employment_batch_index" on "human_resources"."training_employment" using brin ("batch");`,
    )

    this.addSql(
      `create table "human_resources"."training_employment_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "trained_flag" boolean null, "training_kind" text null, "certificate_level" text null, "employed_flag" boolean null, "employer_uscc" text collate "C" null, "work_region" text null, "monthly_wage" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "training_employment_history_until_batch_index" on "human_resources"."training_employment_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "industry_it"."sme_class" ("uscc" text collate "C" not null, "period" text collate "C" not null, "size_class" text null, "industry_code" text null, "employees" integer null, "revenue" numeric(18,2) null, "total_assets" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period"));`,
    )
    this.addSql(
      `create index "sme_class_batch_index" on "industry_it"."sme_class" using brin ("batch");`,
    )

    this.addSql(
      `create table "industry_it"."sme_class_history" ("uscc" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "size_class" text null, "industry_code" text null, "employees" integer null, "revenue" numeric(18,2) null, "total_assets" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "sme_class_history_until_batch_index" on "industry_it"."sme_class_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "industry_it"."telecom_coverage" ("village_code" text collate "C" not null, "period" text collate "C" not null, "fibre_flag" boolean null, "mobile4g_flag" boolean null, "broadband_households" integer null, "tv_households" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "telecom_coverage_batch_index" on "industry_it"."telecom_coverage" using brin ("batch");`,
    )

    this.addSql(
      `create table "industry_it"."telecom_coverage_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "fibre_flag" boolean null, "mobile4g_flag" boolean null, "broadband_households" integer null, "tv_households" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "telecom_coverage_history_until_batch_index" on "industry_it"."telecom_coverage_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "land_resources"."geo_hazard" ("village_code" text collate "C" not null, "period" text collate "C" not null, "hazard_sites" integer null, "threatened_households" integer null, "relocated_households" integer null, "monitoring_level" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "geo_hazard_batch_index" on "land_resources"."geo_hazard" using brin ("batch");`,
    )

    this.addSql(
      `create table "land_resources"."geo_hazard_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "hazard_sites" integer null, "threatened_households" integer null, "relocated_households" integer null, "monitoring_level" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "geo_hazard_history_until_batch_index" on "land_resources"."geo_hazard_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "land_resources"."land_quota" ("county_code" text collate "C" not null, "period" text collate "C" not null, "quota_area" numeric null, "traded_area" numeric null, "trade_revenue" numeric(18,2) null, "poverty_use" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period"));`,
    )
    this.addSql(
      `create index "land_quota_batch_index" on "land_resources"."land_quota" using brin ("batch");`,
    )

    this.addSql(
      `create table "land_resources"."land_quota_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "quota_area" numeric null, "traded_area" numeric null, "trade_revenue" numeric(18,2) null, "poverty_use" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "land_quota_history_until_batch_index" on "land_resources"."land_quota_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "land_resources"."land_rights" ("household_id" text collate "C" not null, "homestead_certificate_no" text null, "homestead_area" numeric null, "property_mortgaged" boolean null, "city_property_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id"));`,
    )
    this.addSql(
      `create index "land_rights_batch_index" on "land_resources"."land_rights" using brin ("batch");`,
    )

    this.addSql(
      `create table "land_resources"."land_rights_history" ("household_id" text collate "C" not null, "until_batch" bigint not null, "homestead_certificate_no" text null, "homestead_area" numeric null, "property_mortgaged" boolean null, "city_property_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "until_batch"));`,
    )
    this.addSql(
      `create index "land_rights_history_until_batch_index" on "land_resources"."land_rights_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."loan_history" ("contract_no" text collate "C" not null, "until_batch" bigint not null, "lender_uscc" text collate "C" null, "area_code" text collate "C" null, "rolls_over" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("contract_no", "until_batch"));`,
    )
    this.addSql(
      `create index "loan_history_until_batch_index" on "shared"."loan_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "market_regulation"."abnormal_list" ("uscc" text collate "C" not null, "list_no" text collate "C" not null, "list_kind" text null, "listed_date" date null, "listed_reason" text null, "removed_date" date null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "list_no"));`,
    )
    this.addSql(
      `create index "abnormal_list_batch_index" on "market_regulation"."abnormal_list" using brin ("batch");`,
    )

    this.addSql(
      `create table "market_regulation"."abnormal_list_history" ("uscc" text collate "C" not null, "list_no" text collate "C" not null, "until_batch" bigint not null, "list_kind" text null, "listed_date" date null, "listed_reason" text null, "removed_date" date null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "list_no", "until_batch"));`,
    )
    this.addSql(
      `create index "abnormal_list_history_until_batch_index" on "market_regulation"."abnormal_list_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "market_regulation"."entity_registration" ("uscc" text collate "C" not null, "entity_name" text null, "entity_type" text null, "legal_representative" text null, "registered_capital" numeric(18,2) null, "established_date" date null, "operating_status" text null, "village_code" text collate "C" null, "business_scope" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc"));`,
    )
    this.addSql(
      `create index "entity_registration_batch_index" on "market_regulation"."entity_registration" using brin ("batch");`,
    )

    this.addSql(
      `create table "market_regulation"."entity_registration_history" ("uscc" text collate "C" not null, "until_batch" bigint not null, "entity_name" text null, "entity_type" text null, "legal_representative" text null, "registered_capital" numeric(18,2) null, "established_date" date null, "operating_status" text null, "village_code" text collate "C" null, "business_scope" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "until_batch"));`,
    )
    this.addSql(
      `create index "entity_registration_history_until_batch_index" on "market_regulation"."entity_registration_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."organisation_history" ("uscc" text collate "C" not null, "until_batch" bigint not null, "name" text null, "kind" text null, "county_code" text collate "C" null, "village_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "until_batch"));`,
    )
    this.addSql(
      `create index "organisation_history_until_batch_index" on "shared"."organisation_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "org_dept"."pairing_assistance" ("household_id" text collate "C" not null, "period" text collate "C" not null, "helping_unit_uscc" text collate "C" null, "helper_ref" text collate "C" null, "pairing_type" text null, "paired_since" date null, "visit_count" integer null, "funds_provided" numeric(18,2) null, "measure_count" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period"));`,
    )
    this.addSql(
      `create index "pairing_assistance_helping_unit_uscc_household_id_index" on "org_dept"."pairing_assistance" ("helping_unit_uscc", "household_id");`,
    )
    this.addSql(
      `create index "pairing_assistance_helper_ref_household_id_index" on "org_dept"."pairing_assistance" ("helper_ref", "household_id");`,
    )
    this.addSql(
      `create index "pairing_assistance_batch_index" on "org_dept"."pairing_assistance" using brin ("batch");`,
    )

    this.addSql(
      `create table "org_dept"."pairing_assistance_history" ("household_id" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "helping_unit_uscc" text collate "C" null, "helper_ref" text collate "C" null, "pairing_type" text null, "paired_since" date null, "visit_count" integer null, "funds_provided" numeric(18,2) null, "measure_count" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "pairing_assistance_history_until_batch_index" on "org_dept"."pairing_assistance_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "org_dept"."satisfaction_survey" ("village_code" text collate "C" not null, "period" text collate "C" not null, "sample_size" integer null, "satisfied_count" integer null, "basically_satisfied_count" integer null, "dissatisfied_count" integer null, "survey_method" text null, "survey_date" date null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "satisfaction_survey_batch_index" on "org_dept"."satisfaction_survey" using brin ("batch");`,
    )

    this.addSql(
      `create table "org_dept"."satisfaction_survey_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "sample_size" integer null, "satisfied_count" integer null, "basically_satisfied_count" integer null, "dissatisfied_count" integer null, "survey_method" text null, "survey_date" date null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "satisfaction_survey_history_until_batch_index" on "org_dept"."satisfaction_survey_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "org_dept"."village_leadership" ("village_code" text collate "C" not null, "period" text collate "C" not null, "party_branch_name" text null, "party_member_count" integer null, "secretary_ref" text collate "C" null, "director_ref" text collate "C" null, "poverty_officer_ref" text collate "C" null, "first_secretary_ref" text collate "C" null, "resident_team_size" integer null, "dual_role_flag" boolean null, "weak_branch_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_leadership_first_secretary_ref_village_code_index" on "org_dept"."village_leadership" ("first_secretary_ref", "village_code");`,
    )
    this.addSql(
      `create index "village_leadership_batch_index" on "org_dept"."village_leadership" using brin ("batch");`,
    )

    this.addSql(
      `create table "org_dept"."village_leadership_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "party_branch_name" text null, "party_member_count" integer null, "secretary_ref" text collate "C" null, "director_ref" text collate "C" null, "poverty_officer_ref" text collate "C" null, "first_secretary_ref" text collate "C" null, "resident_team_size" integer null, "dual_role_flag" boolean null, "weak_branch_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_leadership_history_until_batch_index" on "org_dept"."village_leadership_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "pboc"."county_credit" ("county_code" text collate "C" not null, "period" text collate "C" not null, "all_deposit_balance" numeric(18,2) null, "all_loan_balance" numeric(18,2) null, "agri_loan_balance" numeric(18,2) null, "rural_household_loan_balance" numeric(18,2) null, "poverty_loan_balance" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period"));`,
    )
    this.addSql(
      `create index "county_credit_batch_index" on "pboc"."county_credit" using brin ("batch");`,
    )

    this.addSql(
      `create table "pboc"."county_credit_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "all_deposit_balance" numeric(18,2) null, "all_loan_balance" numeric(18,2) null, "agri_loan_balance" numeric(18,2) null, "rural_household_loan_balance" numeric(18,2) null, "poverty_loan_balance" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "county_credit_history_until_batch_index" on "pboc"."county_credit_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "pboc"."credit_reference" ("person_key" text collate "C" not null, "period" text collate "C" not null, "has_credit_record" boolean null, "current_overdue_flag" boolean null, "dishonest_debtor_flag" boolean null, "lender_count" integer null, "credit_report_detail" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "credit_reference_batch_index" on "pboc"."credit_reference" using brin ("batch");`,
    )

    this.addSql(
      `create table "pboc"."credit_reference_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "has_credit_record" boolean null, "current_overdue_flag" boolean null, "dishonest_debtor_flag" boolean null, "lender_count" integer null, "credit_report_detail" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "credit_reference_history_until_batch_index" on "pboc"."credit_reference_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "pboc"."relending" ("county_code" text collate "C" not null, "period" text collate "C" not null, "agri_relending_balance" numeric(18,2) null, "poverty_relending_balance" numeric(18,2) null, "relending_rate" numeric null, "quota_approved" numeric(18,2) null, "loans_from_relending" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period"));`,
    )
    this.addSql(`create index "relending_batch_index" on "pboc"."relending" using brin ("batch");`)

    this.addSql(
      `create table "pboc"."relending_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "agri_relending_balance" numeric(18,2) null, "poverty_relending_balance" numeric(18,2) null, "relending_rate" numeric null, "quota_approved" numeric(18,2) null, "loans_from_relending" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "relending_history_until_batch_index" on "pboc"."relending_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."person_history" ("person_key" text collate "C" not null, "until_batch" bigint not null, "id_number" text null, "household_id" text collate "C" null, "village_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "until_batch"));`,
    )
    this.addSql(
      `create index "person_history_until_batch_index" on "shared"."person_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "political_legal"."township_stability" ("township_code" text collate "C" not null, "period" text collate "C" not null, "petition_cases" integer null, "repeat_petitions" integer null, "resolved_cases" integer null, "major_incident_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("township_code", "period"));`,
    )
    this.addSql(
      `create index "township_stability_batch_index" on "political_legal"."township_stability" using brin ("batch");`,
    )

    this.addSql(
      `create table "political_legal"."township_stability_history" ("township_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "petition_cases" integer null, "repeat_petitions" integer null, "resolved_cases" integer null, "major_incident_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("township_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "township_stability_history_until_batch_index" on "political_legal"."township_stability_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "political_legal"."village_governance" ("village_code" text collate "C" not null, "period" text collate "C" not null, "disputes_registered" integer null, "disputes_resolved" integer null, "mass_incidents" integer null, "petitions_over_level" integer null, "grid_workers" integer null, "safety_satisfaction" numeric null, "correction_persons" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_governance_batch_index" on "political_legal"."village_governance" using brin ("batch");`,
    )

    this.addSql(
      `create table "political_legal"."village_governance_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "disputes_registered" integer null, "disputes_resolved" integer null, "mass_incidents" integer null, "petitions_over_level" integer null, "grid_workers" integer null, "safety_satisfaction" numeric null, "correction_persons" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_governance_history_until_batch_index" on "political_legal"."village_governance_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "poverty_office"."household_register_history" ("household_id" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "register_no" text null, "registered_year" smallint null, "poverty_status" text null, "poverty_type" text null, "main_cause" text null, "member_count" integer null, "net_income_per_capita" numeric(18,2) null, "exit_year" smallint null, "no_worry_food_clothing" boolean null, "linked_entity_uscc" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "household_register_history_until_batch_index" on "poverty_office"."household_register_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "poverty_office"."person_register_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "relation_to_head" text null, "labour_capacity" text null, "health_status" text null, "school_stage" text null, "migrant_work_months" integer null, "lifted_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "person_register_history_until_batch_index" on "poverty_office"."person_register_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "poverty_office"."village_status_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "poor_village_flag" boolean null, "deep_poverty_flag" boolean null, "registered_households" integer null, "registered_persons" integer null, "remaining_poor_persons" integer null, "planned_exit_persons" integer null, "exited_persons" integer null, "returned_persons" integer null, "village_exit_year" smallint null, "wealth_leaders_certified" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_status_history_until_batch_index" on "poverty_office"."village_status_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."village_standing_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "programme_village" boolean null, "poor_village" boolean null, "zone_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_standing_history_until_batch_index" on "shared"."village_standing_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."project_history" ("project_code" text collate "C" not null, "until_batch" bigint not null, "county_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("project_code", "until_batch"));`,
    )
    this.addSql(
      `create index "project_history_until_batch_index" on "shared"."project_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "publicity_dept"."three_ones_progress" ("county_code" text collate "C" not null, "period" text collate "C" not null, "textbook_titles" integer null, "courseware_sets" integer null, "lecture_teams" integer null, "lecturer_count" integer null, "villages_reached" integer null, "persons_reached" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period"));`,
    )
    this.addSql(
      `create index "three_ones_progress_batch_index" on "publicity_dept"."three_ones_progress" using brin ("batch");`,
    )

    this.addSql(
      `create table "publicity_dept"."three_ones_progress_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "textbook_titles" integer null, "courseware_sets" integer null, "lecture_teams" integer null, "lecturer_count" integer null, "villages_reached" integer null, "persons_reached" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "three_ones_progress_history_until_batch_index" on "publicity_dept"."three_ones_progress_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "publicity_dept"."village_civility" ("village_code" text collate "C" not null, "period" text collate "C" not null, "moral_lecture_count" integer null, "civil_household_count" integer null, "village_rules_in_force" boolean null, "wedding_funeral_council" boolean null, "extravagant_banquet_cases" integer null, "civil_village_level" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_civility_batch_index" on "publicity_dept"."village_civility" using brin ("batch");`,
    )

    this.addSql(
      `create table "publicity_dept"."village_civility_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "moral_lecture_count" integer null, "civil_household_count" integer null, "village_rules_in_force" boolean null, "wedding_funeral_council" boolean null, "extravagant_banquet_cases" integer null, "civil_village_level" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_civility_history_until_batch_index" on "publicity_dept"."village_civility_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "public_security"."public_order_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "criminal_cases" integer null, "security_cases" integer null, "fraud_loss" numeric(18,2) null, "drug_control_persons" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "public_order_history_until_batch_index" on "public_security"."public_order_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "public_security"."residence_history" ("person_key" text collate "C" not null, "until_batch" bigint not null, "name" text null, "sex" text null, "ethnicity" text null, "birth_date" date null, "household_no" text null, "relation_to_head" text null, "village_code" text collate "C" null, "rural_flag" boolean null, "residence_status" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "until_batch"));`,
    )
    this.addSql(
      `create index "residence_history_until_batch_index" on "public_security"."residence_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "public_security"."village_population_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "household_count" integer null, "registered_population" integer null, "rural_population" integer null, "births" integer null, "deaths" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_population_history_until_batch_index" on "public_security"."village_population_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "rural_credit"."household_credit_history" ("household_id" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "credit_file_built" boolean null, "credit_grade" text null, "credit_line" numeric(18,2) null, "used_line" numeric(18,2) null, "credit_household_flag" boolean null, "rating_date" date null, "loan_need_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "household_credit_history_until_batch_index" on "rural_credit"."household_credit_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "rural_credit"."loan_ledger_history" ("contract_no" text collate "C" not null, "until_batch" bigint not null, "borrower_kind" text null, "borrower_ref" text collate "C" null, "product" text null, "agri_category" text null, "disbursed_amount" numeric(18,2) null, "disbursed_date" date null, "term_months" integer null, "annual_rate" numeric null, "guarantee_mode" text null, "outstanding_balance" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("contract_no", "until_batch"));`,
    )
    this.addSql(
      `create index "loan_ledger_history_until_batch_index" on "rural_credit"."loan_ledger_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "rural_credit"."village_outlet_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "station_established" boolean null, "outlet_installed" boolean null, "credit_village_status" text null, "deposit_balance" numeric(18,2) null, "transaction_count" integer null, "active_customers" integer null, "e_banking_customers" integer null, "night_school_sessions" integer null, "night_school_households" integer null, "night_school_persons" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_outlet_history_until_batch_index" on "rural_credit"."village_outlet_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "statistics"."county_economy_history" ("county_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "gdp" numeric(18,2) null, "primary_value_added" numeric(18,2) null, "resident_population" numeric null, "rural_disposable_income" numeric(18,2) null, "urbanisation_rate" numeric null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("county_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "county_economy_history_until_batch_index" on "statistics"."county_economy_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "statistics"."poverty_spot_check_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "sampled_persons" integer null, "wrongly_exited_persons" integer null, "missed_persons" integer null, "respondents" integer null, "approving_respondents" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "poverty_spot_check_history_until_batch_index" on "statistics"."poverty_spot_check_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "statistics"."village_income_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "disposable_income_per_capita" numeric(18,2) null, "wage_income" numeric(18,2) null, "operating_income" numeric(18,2) null, "transfer_income" numeric(18,2) null, "sample_households" integer null, "sample_micro_data" text null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_income_history_until_batch_index" on "statistics"."village_income_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "supply_marketing"."supply_point" ("village_code" text collate "C" not null, "period" text collate "C" not null, "outlet_flag" boolean null, "agri_input_sales" numeric(18,2) null, "produce_sales" numeric(18,2) null, "poor_households_served" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "supply_point_batch_index" on "supply_marketing"."supply_point" using brin ("batch");`,
    )

    this.addSql(
      `create table "supply_marketing"."supply_point_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "outlet_flag" boolean null, "agri_input_sales" numeric(18,2) null, "produce_sales" numeric(18,2) null, "poor_households_served" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "supply_point_history_until_batch_index" on "supply_marketing"."supply_point_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "supply_marketing"."three_coops_integration" ("uscc" text collate "C" not null, "period" text collate "C" not null, "led_by_supply_coop" boolean null, "credit_partner_flag" boolean null, "shares_held" numeric(18,2) null, "mutual_fund_balance" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period"));`,
    )
    this.addSql(
      `create index "three_coops_integration_batch_index" on "supply_marketing"."three_coops_integration" using brin ("batch");`,
    )

    this.addSql(
      `create table "supply_marketing"."three_coops_integration_history" ("uscc" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "led_by_supply_coop" boolean null, "credit_partner_flag" boolean null, "shares_held" numeric(18,2) null, "mutual_fund_balance" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "three_coops_integration_history_until_batch_index" on "supply_marketing"."three_coops_integration_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "taxation"."tax_credit" ("uscc" text collate "C" not null, "period" text collate "C" not null, "tax_credit_grade" text null, "grade_a_listed" boolean null, "tax_arrears" numeric(18,2) null, "tax_paid" numeric(18,2) null, "small_enterprise_relief" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period"));`,
    )
    this.addSql(
      `create index "tax_credit_batch_index" on "taxation"."tax_credit" using brin ("batch");`,
    )

    this.addSql(
      `create table "taxation"."tax_credit_history" ("uscc" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "tax_credit_grade" text null, "grade_a_listed" boolean null, "tax_arrears" numeric(18,2) null, "tax_paid" numeric(18,2) null, "small_enterprise_relief" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("uscc", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "tax_credit_history_until_batch_index" on "taxation"."tax_credit_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."township_history" ("code" text collate "C" not null, "until_batch" bigint not null, "name" text null, "kind" text null, "county_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("code", "until_batch"));`,
    )
    this.addSql(
      `create index "township_history_until_batch_index" on "shared"."township_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "transport"."road_project" ("project_code" text collate "C" not null, "period" text collate "C" not null, "road_class" text null, "planned_length" numeric null, "completed_length" numeric null, "invested_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("project_code", "period"));`,
    )
    this.addSql(
      `create index "road_project_batch_index" on "transport"."road_project" using brin ("batch");`,
    )

    this.addSql(
      `create table "transport"."road_project_history" ("project_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "road_class" text null, "planned_length" numeric null, "completed_length" numeric null, "invested_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("project_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "road_project_history_until_batch_index" on "transport"."road_project_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "transport"."rural_road" ("village_code" text collate "C" not null, "period" text collate "C" not null, "hardened_to_village" boolean null, "villager_groups" integer null, "hardened_groups" integer null, "road_length" numeric null, "bus_service_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "rural_road_batch_index" on "transport"."rural_road" using brin ("batch");`,
    )

    this.addSql(
      `create table "transport"."rural_road_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "hardened_to_village" boolean null, "villager_groups" integer null, "hardened_groups" integer null, "road_length" numeric null, "bus_service_flag" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "rural_road_history_until_batch_index" on "transport"."rural_road_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."village_history" ("code" text collate "C" not null, "until_batch" bigint not null, "name" text null, "edition" text null, "kind" text null, "township_code" text collate "C" null, "county_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("code", "until_batch"));`,
    )
    this.addSql(
      `create index "village_history_until_batch_index" on "shared"."village_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "water"."safe_water" ("household_id" text collate "C" not null, "period" text collate "C" not null, "supply_mode" text null, "daily_quantity" numeric null, "quality_pass" boolean null, "fetch_minutes" integer null, "supply_reliability" numeric null, "safe_water" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period"));`,
    )
    this.addSql(
      `create index "safe_water_batch_index" on "water"."safe_water" using brin ("batch");`,
    )

    this.addSql(
      `create table "water"."safe_water_history" ("household_id" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "supply_mode" text null, "daily_quantity" numeric null, "quality_pass" boolean null, "fetch_minutes" integer null, "supply_reliability" numeric null, "safe_water" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("household_id", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "safe_water_history_until_batch_index" on "water"."safe_water_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "water"."village_water" ("village_code" text collate "C" not null, "period" text collate "C" not null, "central_supply_households" integer null, "tap_water_rate" numeric null, "effective_irrigated_area" numeric null, "source_protected" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "village_water_batch_index" on "water"."village_water" using brin ("batch");`,
    )

    this.addSql(
      `create table "water"."village_water_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "central_supply_households" integer null, "tap_water_rate" numeric null, "effective_irrigated_area" numeric null, "source_protected" boolean null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "village_water_history_until_batch_index" on "water"."village_water_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "womens_federation"."family_civility" ("village_code" text collate "C" not null, "period" text collate "C" not null, "courtyard_households" integer null, "model_families" integer null, "left_behind_women" integer null, "left_behind_children_served" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period"));`,
    )
    this.addSql(
      `create index "family_civility_batch_index" on "womens_federation"."family_civility" using brin ("batch");`,
    )

    this.addSql(
      `create table "womens_federation"."family_civility_history" ("village_code" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "courtyard_households" integer null, "model_families" integer null, "left_behind_women" integer null, "left_behind_children_served" integer null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("village_code", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "family_civility_history_until_batch_index" on "womens_federation"."family_civility_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "womens_federation"."women_startup" ("person_key" text collate "C" not null, "period" text collate "C" not null, "starter_industry" text null, "trained_flag" boolean null, "loan_recommended" numeric(18,2) null, "subsidy_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "women_startup_batch_index" on "womens_federation"."women_startup" using brin ("batch");`,
    )

    this.addSql(
      `create table "womens_federation"."women_startup_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "starter_industry" text null, "trained_flag" boolean null, "loan_recommended" numeric(18,2) null, "subsidy_amount" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "women_startup_history_until_batch_index" on "womens_federation"."women_startup_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "youth_league"."youth_leader" ("person_key" text collate "C" not null, "period" text collate "C" not null, "recognised_level" text null, "industry" text null, "driven_households" integer null, "driven_poor_households" integer null, "loan_recommended" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period"));`,
    )
    this.addSql(
      `create index "youth_leader_batch_index" on "youth_league"."youth_leader" using brin ("batch");`,
    )

    this.addSql(
      `create table "youth_league"."youth_leader_history" ("person_key" text collate "C" not null, "period" text collate "C" not null, "until_batch" bigint not null, "recognised_level" text null, "industry" text null, "driven_households" integer null, "driven_poor_households" integer null, "loan_recommended" numeric(18,2) null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("person_key", "period", "until_batch"));`,
    )
    this.addSql(
      `create index "youth_leader_history_until_batch_index" on "youth_league"."youth_leader_history" using brin ("until_batch");`,
    )

    this.addSql(
      `create table "shared"."zone_history" ("code" text collate "C" not null, "until_batch" bigint not null, "name" text null, "kind" text null, "english_name" text null, "city_code" text collate "C" null, "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint, primary key ("code", "until_batch"));`,
    )
    this.addSql(
      `create index "zone_history_until_batch_index" on "shared"."zone_history" using brin ("until_batch");`,
    )

    this.addSql(
      `alter table "agriculture"."agribusiness_profile" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "agribusiness_profile_batch_index" on "agriculture"."agribusiness_profile" using brin ("batch");`,
    )

    this.addSql(
      `alter table "agriculture"."village_collective" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "village_collective_batch_index" on "agriculture"."village_collective" using brin ("batch");`,
    )

    this.addSql(
      `alter table "agriculture"."village_cropping" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "village_cropping_batch_index" on "agriculture"."village_cropping" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."city" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(`create index "city_batch_index" on "shared"."city" using brin ("batch");`)

    this.addSql(
      `alter table "shared"."cooperative" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "cooperative_batch_index" on "shared"."cooperative" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."county" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(`create index "county_batch_index" on "shared"."county" using brin ("batch");`)

    this.addSql(
      `alter table "dev_reform"."project_approval" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "project_approval_batch_index" on "dev_reform"."project_approval" using brin ("batch");`,
    )

    this.addSql(
      `alter table "dev_reform"."relocation_plan" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "relocation_plan_batch_index" on "dev_reform"."relocation_plan" using brin ("batch");`,
    )

    this.addSql(
      `alter table "dev_reform"."township_well_off" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "township_well_off_batch_index" on "dev_reform"."township_well_off" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."enterprise" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "enterprise_batch_index" on "shared"."enterprise" using brin ("batch");`,
    )

    this.addSql(
      `alter table "finance"."interest_subsidy" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "interest_subsidy_batch_index" on "finance"."interest_subsidy" using brin ("batch");`,
    )

    this.addSql(
      `alter table "finance"."poverty_fund" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "poverty_fund_batch_index" on "finance"."poverty_fund" using brin ("batch");`,
    )

    this.addSql(
      `alter table "finance"."risk_compensation_fund" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "risk_compensation_fund_batch_index" on "finance"."risk_compensation_fund" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."household" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "household_batch_index" on "shared"."household" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."loan" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(`create index "loan_batch_index" on "shared"."loan" using brin ("batch");`)

    this.addSql(
      `alter table "shared"."organisation" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "organisation_batch_index" on "shared"."organisation" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."person" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(`create index "person_batch_index" on "shared"."person" using brin ("batch");`)

    this.addSql(
      `alter table "poverty_office"."household_register" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "household_register_batch_index" on "poverty_office"."household_register" using brin ("batch");`,
    )

    this.addSql(
      `alter table "poverty_office"."person_register" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "person_register_batch_index" on "poverty_office"."person_register" using brin ("batch");`,
    )

    this.addSql(
      `alter table "poverty_office"."village_status" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "village_status_batch_index" on "poverty_office"."village_status" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."village_standing" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "village_standing_batch_index" on "shared"."village_standing" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."project" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(`create index "project_batch_index" on "shared"."project" using brin ("batch");`)

    this.addSql(
      `alter table "public_security"."public_order" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "public_order_batch_index" on "public_security"."public_order" using brin ("batch");`,
    )

    this.addSql(
      `alter table "public_security"."residence" drop constraint "residence_ethnicity_check";`,
    )
    this.addSql(
      `alter table "public_security"."residence" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "residence_batch_index" on "public_security"."residence" using brin ("batch");`,
    )
    this.addSql(
      `alter table "public_security"."residence" add constraint "residence_ethnicity_check" check ("ethnicity" in ('HAN', 'MONGOL', 'HUI', 'ZANG', 'UYGUR', 'MIAO', 'YI', 'ZHUANG', 'BUYEI', 'KOREAN', 'MANCHU', 'DONG', 'YAO', 'BAI', 'TUJIA', 'HANI', 'KAZAK', 'DAI', 'LI', 'LISU', 'VA', 'SHE', 'GAOSHAN', 'LAHU', 'SUI', 'DONGXIANG', 'NAXI', 'JINGPO', 'KIRGIZ', 'TU', 'DAUR', 'MULAO', 'QIANG', 'BLANG', 'SALAR', 'MAONAN', 'GELAO', 'XIBE', 'ACHANG', 'PUMI', 'TAJIK', 'NU', 'UZBEK', 'RUSSIAN', 'EWENKI', 'DEANG', 'BONAN', 'YUGUR', 'GIN', 'TATAR', 'DERUNG', 'OROQEN', 'HEZHEN', 'MONBA', 'LHOBA', 'JINO', 'OTHER', 'FOREIGN_ORIGIN'));`,
    )

    this.addSql(
      `alter table "public_security"."village_population" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "village_population_batch_index" on "public_security"."village_population" using brin ("batch");`,
    )

    this.addSql(
      `alter table "rural_credit"."household_credit" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "household_credit_batch_index" on "rural_credit"."household_credit" using brin ("batch");`,
    )

    this.addSql(
      `alter table "rural_credit"."loan_ledger" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "loan_ledger_batch_index" on "rural_credit"."loan_ledger" using brin ("batch");`,
    )

    this.addSql(
      `alter table "rural_credit"."village_outlet" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "village_outlet_batch_index" on "rural_credit"."village_outlet" using brin ("batch");`,
    )

    this.addSql(
      `alter table "statistics"."county_economy" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "county_economy_batch_index" on "statistics"."county_economy" using brin ("batch");`,
    )

    this.addSql(
      `alter table "statistics"."poverty_spot_check" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "poverty_spot_check_batch_index" on "statistics"."poverty_spot_check" using brin ("batch");`,
    )

    this.addSql(
      `alter table "statistics"."village_income" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(
      `create index "village_income_batch_index" on "statistics"."village_income" using brin ("batch");`,
    )

    this.addSql(
      `alter table "shared"."township" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(`create index "township_batch_index" on "shared"."township" using brin ("batch");`)

    this.addSql(
      `alter table "shared"."village" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(`create index "village_batch_index" on "shared"."village" using brin ("batch");`)

    this.addSql(
      `alter table "shared"."zone" add "batch" bigint not null default coalesce(nullif(current_setting('gateway.batch', true), ''), '0')::bigint;`,
    )
    this.addSql(`create index "zone_batch_index" on "shared"."zone" using brin ("batch");`)

    this.addSql(
      `alter table "agriculture"."agribusiness_profile_history" add constraint "agribusiness_profile_history_entity_kind_check" check ("entity_kind" in ('COOPERATIVE', 'LEADING_ENTERPRISE', 'FAMILY_FARM', 'COLLECTIVE'));`,
    )
    this.addSql(
      `alter table "agriculture"."agribusiness_profile_history" add constraint "agribusiness_profile_history_recognition_level_check" check ("recognition_level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'NONE'));`,
    )
    this.addSql(
      `alter table "agriculture"."agribusiness_profile_history" add constraint "agribusiness_profile_history_main_industry_check" check ("main_industry" in ('TEA', 'VEGETABLES', 'HERBS', 'FRUIT', 'EDIBLE_FUNGI', 'LIVESTOCK', 'CAMELLIA_OIL', 'GRAIN', 'AQUACULTURE', 'RURAL_TOURISM', 'OTHER'));`,
    )

    this.addSql(
      `alter table "banking_regulator"."loan_risk" add constraint "loan_risk_risk_class_check" check ("risk_class" in ('NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'));`,
    )

    this.addSql(
      `alter table "banking_regulator"."loan_risk_history" add constraint "loan_risk_history_risk_class_check" check ("risk_class" in ('NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'));`,
    )

    this.addSql(
      `alter table "shared"."city_history" add constraint "city_history_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )

    this.addSql(
      `alter table "civil_affairs"."minimum_living" add constraint "minimum_living_dibao_category_check" check ("dibao_category" in ('LONG_TERM', 'KEY', 'GENERAL'));`,
    )

    this.addSql(
      `alter table "civil_affairs"."minimum_living_history" add constraint "minimum_living_history_dibao_category_check" check ("dibao_category" in ('LONG_TERM', 'KEY', 'GENERAL'));`,
    )

    this.addSql(
      `alter table "civil_affairs"."social_relief" add constraint "social_relief_relief_kind_check" check ("relief_kind" in ('TEMPORARY', 'MEDICAL', 'OTHER'));`,
    )

    this.addSql(
      `alter table "civil_affairs"."social_relief_history" add constraint "social_relief_history_relief_kind_check" check ("relief_kind" in ('TEMPORARY', 'MEDICAL', 'OTHER'));`,
    )

    this.addSql(
      `alter table "shared"."county_history" add constraint "county_history_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )

    this.addSql(
      `alter table "dev_reform"."project_approval_history" add constraint "project_approval_history_sector_check" check ("sector" in ('TRANSPORT', 'WATER', 'AGRICULTURE', 'RELOCATION', 'HOUSING', 'EDUCATION', 'HEALTH', 'ENERGY', 'ENVIRONMENT', 'OTHER'));`,
    )
    this.addSql(
      `alter table "dev_reform"."project_approval_history" add constraint "project_approval_history_approval_kind_check" check ("approval_kind" in ('APPROVE', 'VERIFY', 'RECORD'));`,
    )
    this.addSql(
      `alter table "dev_reform"."project_approval_history" add constraint "project_approval_history_project_status_check" check ("project_status" in ('APPROVED', 'UNDER_CONSTRUCTION', 'COMPLETED', 'SUSPENDED', 'CANCELLED'));`,
    )

    this.addSql(
      `alter table "disabled_federation"."disability_certificate" add constraint "disability_certificate_disability_kind_check" check ("disability_kind" in ('VISUAL', 'HEARING', 'SPEECH', 'PHYSICAL', 'INTELLECTUAL', 'MENTAL', 'MULTIPLE'));`,
    )
    this.addSql(
      `alter table "disabled_federation"."disability_certificate" add constraint "disability_certificate_disability_grade_check" check ("disability_grade" in ('GRADE_ONE', 'GRADE_TWO', 'GRADE_THREE', 'GRADE_FOUR'));`,
    )

    this.addSql(
      `alter table "disabled_federation"."disability_certificate_history" add constraint "disability_certificate_history_disability_kind_check" check ("disability_kind" in ('VISUAL', 'HEARING', 'SPEECH', 'PHYSICAL', 'INTELLECTUAL', 'MENTAL', 'MULTIPLE'));`,
    )
    this.addSql(
      `alter table "disabled_federation"."disability_certificate_history" add constraint "disability_certificate_history_disability_grade_check" check ("disability_grade" in ('GRADE_ONE', 'GRADE_TWO', 'GRADE_THREE', 'GRADE_FOUR'));`,
    )

    this.addSql(
      `alter table "eco_migration"."relocated_household" add constraint "relocated_household_relocation_kind_check" check ("relocation_kind" in ('REGISTERED_POOR', 'ACCOMPANYING'));`,
    )

    this.addSql(
      `alter table "eco_migration"."relocated_household_history" add constraint "relocated_household_history_relocation_kind_check" check ("relocation_kind" in ('REGISTERED_POOR', 'ACCOMPANYING'));`,
    )

    this.addSql(
      `alter table "education"."student_aid" add constraint "student_aid_education_stage_check" check ("education_stage" in ('NOT_AT_SCHOOL', 'PRESCHOOL', 'PRIMARY', 'JUNIOR_MIDDLE', 'SENIOR_MIDDLE', 'SECONDARY_VOCATIONAL', 'COLLEGE', 'UNIVERSITY'));`,
    )
    this.addSql(
      `alter table "education"."student_aid" add constraint "student_aid_aid_kind_check" check ("aid_kind" in ('STATE_GRANT', 'POVERTY_GRANT', 'TUITION', 'TEXTBOOKS', 'LODGING', 'BOARDER_ALLOWANCE', 'MEALS', 'PRESCHOOL_AID', 'RAIN_DEW', 'OTHER'));`,
    )

    this.addSql(
      `alter table "education"."student_aid_history" add constraint "student_aid_history_education_stage_check" check ("education_stage" in ('NOT_AT_SCHOOL', 'PRESCHOOL', 'PRIMARY', 'JUNIOR_MIDDLE', 'SENIOR_MIDDLE', 'SECONDARY_VOCATIONAL', 'COLLEGE', 'UNIVERSITY'));`,
    )
    this.addSql(
      `alter table "education"."student_aid_history" add constraint "student_aid_history_aid_kind_check" check ("aid_kind" in ('STATE_GRANT', 'POVERTY_GRANT', 'TUITION', 'TEXTBOOKS', 'LODGING', 'BOARDER_ALLOWANCE', 'MEALS', 'PRESCHOOL_AID', 'RAIN_DEW', 'OTHER'));`,
    )

    this.addSql(
      `alter table "finance"."interest_subsidy_history" add constraint "interest_subsidy_history_payment_status_check" check ("payment_status" in ('PENDING', 'APPROVED', 'PAID', 'RETURNED'));`,
    )

    this.addSql(
      `alter table "forestry"."eco_ranger" add constraint "eco_ranger_ranger_status_check" check ("ranger_status" in ('ON_DUTY', 'SUSPENDED', 'EXPIRED', 'RESIGNED', 'DISMISSED'));`,
    )

    this.addSql(
      `alter table "forestry"."eco_ranger_history" add constraint "eco_ranger_history_ranger_status_check" check ("ranger_status" in ('ON_DUTY', 'SUSPENDED', 'EXPIRED', 'RESIGNED', 'DISMISSED'));`,
    )

    this.addSql(
      `alter table "housing"."dangerous_house" add constraint "dangerous_house_house_grade_check" check ("house_grade" in ('A', 'B', 'C', 'D'));`,
    )
    this.addSql(
      `alter table "housing"."dangerous_house" add constraint "dangerous_house_renovation_status_check" check ("renovation_status" in ('NOT_NEEDED', 'PLANNED', 'UNDER_CONSTRUCTION', 'COMPLETED', 'ACCEPTED'));`,
    )

    this.addSql(
      `alter table "housing"."dangerous_house_history" add constraint "dangerous_house_history_house_grade_check" check ("house_grade" in ('A', 'B', 'C', 'D'));`,
    )
    this.addSql(
      `alter table "housing"."dangerous_house_history" add constraint "dangerous_house_history_renovation_status_check" check ("renovation_status" in ('NOT_NEEDED', 'PLANNED', 'UNDER_CONSTRUCTION', 'COMPLETED', 'ACCEPTED'));`,
    )

    this.addSql(
      `alter table "human_resources"."returnee_startup" add constraint "returnee_startup_starter_group_check" check ("starter_group" in ('YOUTH', 'GRADUATE_VILLAGE_OFFICIAL', 'WOMAN', 'RETURNED_MIGRANT', 'VETERAN'));`,
    )

    this.addSql(
      `alter table "human_resources"."returnee_startup_history" add constraint "returnee_startup_history_starter_group_check" check ("starter_group" in ('YOUTH', 'GRADUATE_VILLAGE_OFFICIAL', 'WOMAN', 'RETURNED_MIGRANT', 'VETERAN'));`,
    )

    this.addSql(
      `alter table "human_resources"."training_employment" add constraint "training_employment_training_kind_check" check ("training_kind" in ('EMPLOYMENT_SKILLS', 'ON_THE_JOB', 'STARTUP', 'PREPARATORY', 'PRACTICAL_FARMING', 'OTHER'));`,
    )
    this.addSql(
      `alter table "human_resources"."training_employment" add constraint "training_employment_certificate_level_check" check ("certificate_level" in ('NONE', 'SPECIAL_SKILL', 'JUNIOR', 'INTERMEDIATE', 'SENIOR', 'TECHNICIAN', 'SENIOR_TECHNICIAN'));`,
    )
    this.addSql(
      `alter table "human_resources"."training_employment" add constraint "training_employment_work_region_check" check ("work_region" in ('LOCAL', 'CITY', 'PROVINCE', 'OUTSIDE'));`,
    )

    this.addSql(
      `alter table "human_resources"."training_employment_history" add constraint "training_employment_history_training_kind_check" check ("training_kind" in ('EMPLOYMENT_SKILLS', 'ON_THE_JOB', 'STARTUP', 'PREPARATORY', 'PRACTICAL_FARMING', 'OTHER'));`,
    )
    this.addSql(
      `alter table "human_resources"."training_employment_history" add constraint "training_employment_history_certificate_level_check" check ("certificate_level" in ('NONE', 'SPECIAL_SKILL', 'JUNIOR', 'INTERMEDIATE', 'SENIOR', 'TECHNICIAN', 'SENIOR_TECHNICIAN'));`,
    )
    this.addSql(
      `alter table "human_resources"."training_employment_history" add constraint "training_employment_history_work_region_check" check ("work_region" in ('LOCAL', 'CITY', 'PROVINCE', 'OUTSIDE'));`,
    )

    this.addSql(
      `alter table "industry_it"."sme_class" add constraint "sme_class_size_class_check" check ("size_class" in ('LARGE', 'MEDIUM', 'SMALL', 'MICRO'));`,
    )

    this.addSql(
      `alter table "industry_it"."sme_class_history" add constraint "sme_class_history_size_class_check" check ("size_class" in ('LARGE', 'MEDIUM', 'SMALL', 'MICRO'));`,
    )

    this.addSql(
      `alter table "land_resources"."geo_hazard" add constraint "geo_hazard_monitoring_level_check" check ("monitoring_level" in ('NONE', 'SMALL', 'MEDIUM', 'LARGE', 'EXTREME'));`,
    )

    this.addSql(
      `alter table "land_resources"."geo_hazard_history" add constraint "geo_hazard_history_monitoring_level_check" check ("monitoring_level" in ('NONE', 'SMALL', 'MEDIUM', 'LARGE', 'EXTREME'));`,
    )

    this.addSql(
      `alter table "market_regulation"."abnormal_list" add constraint "abnormal_list_list_kind_check" check ("list_kind" in ('ABNORMAL', 'SERIOUS'));`,
    )

    this.addSql(
      `alter table "market_regulation"."abnormal_list_history" add constraint "abnormal_list_history_list_kind_check" check ("list_kind" in ('ABNORMAL', 'SERIOUS'));`,
    )

    this.addSql(
      `alter table "market_regulation"."entity_registration" add constraint "entity_registration_entity_type_check" check ("entity_type" in ('ENTERPRISE', 'SOLE_TRADER', 'COOPERATIVE'));`,
    )
    this.addSql(
      `alter table "market_regulation"."entity_registration" add constraint "entity_registration_operating_status_check" check ("operating_status" in ('ACTIVE', 'SUSPENDED', 'LICENCE_REVOKED', 'DEREGISTERED', 'ANNULLED', 'MOVED_OUT', 'OTHER'));`,
    )

    this.addSql(
      `alter table "market_regulation"."entity_registration_history" add constraint "entity_registration_history_entity_type_check" check ("entity_type" in ('ENTERPRISE', 'SOLE_TRADER', 'COOPERATIVE'));`,
    )
    this.addSql(
      `alter table "market_regulation"."entity_registration_history" add constraint "entity_registration_history_operating_status_check" check ("operating_status" in ('ACTIVE', 'SUSPENDED', 'LICENCE_REVOKED', 'DEREGISTERED', 'ANNULLED', 'MOVED_OUT', 'OTHER'));`,
    )

    this.addSql(
      `alter table "shared"."organisation_history" add constraint "organisation_history_kind_check" check ("kind" in ('ORGAN', 'INSTITUTION', 'MASS_ORGANISATION', 'CREDIT_COOPERATIVE', 'VILLAGE_COMMITTEE', 'VILLAGE_COLLECTIVE'));`,
    )

    this.addSql(
      `alter table "org_dept"."pairing_assistance" add constraint "pairing_assistance_pairing_type_check" check ("pairing_type" in ('ONE_TO_ONE', 'ONE_TO_MANY', 'MANY_TO_ONE'));`,
    )

    this.addSql(
      `alter table "org_dept"."pairing_assistance_history" add constraint "pairing_assistance_history_pairing_type_check" check ("pairing_type" in ('ONE_TO_ONE', 'ONE_TO_MANY', 'MANY_TO_ONE'));`,
    )

    this.addSql(
      `alter table "org_dept"."satisfaction_survey" add constraint "satisfaction_survey_survey_method_check" check ("survey_method" in ('HOUSEHOLD_VISIT', 'MEETING', 'TELEPHONE', 'ONLINE', 'OTHER'));`,
    )

    this.addSql(
      `alter table "org_dept"."satisfaction_survey_history" add constraint "satisfaction_survey_history_survey_method_check" check ("survey_method" in ('HOUSEHOLD_VISIT', 'MEETING', 'TELEPHONE', 'ONLINE', 'OTHER'));`,
    )

    this.addSql(
      `alter table "poverty_office"."household_register_history" add constraint "household_register_history_poverty_status_check" check ("poverty_status" in ('POOR', 'LIFTED', 'LIFTED_STABLE', 'RETURNED', 'REMOVED'));`,
    )
    this.addSql(
      `alter table "poverty_office"."household_register_history" add constraint "household_register_history_poverty_type_check" check ("poverty_type" in ('GENERAL', 'DIBAO', 'TEKUN'));`,
    )
    this.addSql(
      `alter table "poverty_office"."household_register_history" add constraint "household_register_history_main_cause_check" check ("main_cause" in ('DISASTER', 'ILLNESS', 'DISABILITY', 'SCHOOLING', 'NO_SKILL', 'NO_LABOUR', 'NO_MONEY', 'OTHER', 'NO_LAND', 'NO_WATER', 'BAD_ROADS', 'NO_DRIVE'));`,
    )

    this.addSql(
      `alter table "poverty_office"."person_register_history" add constraint "person_register_history_relation_to_head_check" check ("relation_to_head" in ('HEAD', 'SPOUSE', 'SON', 'DAUGHTER', 'GRANDCHILD', 'PARENT', 'GRANDPARENT', 'SIBLING', 'OTHER'));`,
    )
    this.addSql(
      `alter table "poverty_office"."person_register_history" add constraint "person_register_history_labour_capacity_check" check ("labour_capacity" in ('NORMAL', 'SKILLED', 'WEAK', 'NONE'));`,
    )
    this.addSql(
      `alter table "poverty_office"."person_register_history" add constraint "person_register_history_health_status_check" check ("health_status" in ('GOOD', 'FAIR', 'CHRONIC', 'DISABLED'));`,
    )
    this.addSql(
      `alter table "poverty_office"."person_register_history" add constraint "person_register_history_school_stage_check" check ("school_stage" in ('NOT_AT_SCHOOL', 'PRESCHOOL', 'PRIMARY', 'JUNIOR_MIDDLE', 'SENIOR_MIDDLE', 'SECONDARY_VOCATIONAL', 'COLLEGE', 'UNIVERSITY'));`,
    )

    this.addSql(
      `alter table "publicity_dept"."village_civility" add constraint "village_civility_civil_village_level_check" check ("civil_village_level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'NONE'));`,
    )

    this.addSql(
      `alter table "publicity_dept"."village_civility_history" add constraint "village_civility_history_civil_village_level_check" check ("civil_village_level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'NONE'));`,
    )

    this.addSql(
      `alter table "public_security"."residence_history" add constraint "residence_history_sex_check" check ("sex" in ('UNKNOWN', 'MALE', 'FEMALE', 'NOT_STATED'));`,
    )
    this.addSql(
      `alter table "public_security"."residence_history" add constraint "residence_history_ethnicity_check" check ("ethnicity" in ('HAN', 'MONGOL', 'HUI', 'ZANG', 'UYGUR', 'MIAO', 'YI', 'ZHUANG', 'BUYEI', 'KOREAN', 'MANCHU', 'DONG', 'YAO', 'BAI', 'TUJIA', 'HANI', 'KAZAK', 'DAI', 'LI', 'LISU', 'VA', 'SHE', 'GAOSHAN', 'LAHU', 'SUI', 'DONGXIANG', 'NAXI', 'JINGPO', 'KIRGIZ', 'TU', 'DAUR', 'MULAO', 'QIANG', 'BLANG', 'SALAR', 'MAONAN', 'GELAO', 'XIBE', 'ACHANG', 'PUMI', 'TAJIK', 'NU', 'UZBEK', 'RUSSIAN', 'EWENKI', 'DEANG', 'BONAN', 'YUGUR', 'GIN', 'TATAR', 'DERUNG', 'OROQEN', 'HEZHEN', 'MONBA', 'LHOBA', 'JINO', 'OTHER', 'FOREIGN_ORIGIN'));`,
    )
    this.addSql(
      `alter table "public_security"."residence_history" add constraint "residence_history_relation_to_head_check" check ("relation_to_head" in ('HEAD', 'SPOUSE', 'SON', 'DAUGHTER', 'GRANDCHILD', 'PARENT', 'GRANDPARENT', 'SIBLING', 'OTHER'));`,
    )
    this.addSql(
      `alter table "public_security"."residence_history" add constraint "residence_history_residence_status_check" check ("residence_status" in ('ACTIVE', 'MOVED_OUT', 'DECEASED', 'CANCELLED'));`,
    )

    this.addSql(
      `alter table "rural_credit"."household_credit_history" add constraint "household_credit_history_credit_grade_check" check ("credit_grade" in ('EXCELLENT', 'GOOD', 'FAIR', 'UNRATED'));`,
    )

    this.addSql(
      `alter table "rural_credit"."loan_ledger_history" add constraint "loan_ledger_history_borrower_kind_check" check ("borrower_kind" in ('HOUSEHOLD', 'COOPERATIVE', 'ENTERPRISE', 'COLLECTIVE'));`,
    )
    this.addSql(
      `alter table "rural_credit"."loan_ledger_history" add constraint "loan_ledger_history_product_check" check ("product" in ('JINGFU', 'FARM_HOUSEHOLD', 'COOPERATIVE', 'LEADING_ENTERPRISE', 'COLLECTIVE', 'SME', 'OTHER'));`,
    )
    this.addSql(
      `alter table "rural_credit"."loan_ledger_history" add constraint "loan_ledger_history_agri_category_check" check ("agri_category" in ('RURAL_HOUSEHOLD', 'RURAL_ENTERPRISE', 'URBAN_AGRI', 'NON_AGRI'));`,
    )
    this.addSql(
      `alter table "rural_credit"."loan_ledger_history" add constraint "loan_ledger_history_guarantee_mode_check" check ("guarantee_mode" in ('CREDIT', 'GUARANTEE', 'MORTGAGE', 'PLEDGE'));`,
    )

    this.addSql(
      `alter table "rural_credit"."village_outlet_history" add constraint "village_outlet_history_credit_village_status_check" check ("credit_village_status" in ('CERTIFIED', 'APPLYING', 'NONE', 'REVOKED'));`,
    )

    this.addSql(
      `alter table "taxation"."tax_credit" add constraint "tax_credit_tax_credit_grade_check" check ("tax_credit_grade" in ('A', 'B', 'M', 'C', 'D'));`,
    )

    this.addSql(
      `alter table "taxation"."tax_credit_history" add constraint "tax_credit_history_tax_credit_grade_check" check ("tax_credit_grade" in ('A', 'B', 'M', 'C', 'D'));`,
    )

    this.addSql(
      `alter table "shared"."township_history" add constraint "township_history_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )

    this.addSql(
      `alter table "transport"."road_project" add constraint "road_project_road_class_check" check ("road_class" in ('EXPRESSWAY', 'CLASS_ONE', 'CLASS_TWO', 'CLASS_THREE', 'CLASS_FOUR', 'UNCLASSIFIED'));`,
    )

    this.addSql(
      `alter table "transport"."road_project_history" add constraint "road_project_history_road_class_check" check ("road_class" in ('EXPRESSWAY', 'CLASS_ONE', 'CLASS_TWO', 'CLASS_THREE', 'CLASS_FOUR', 'UNCLASSIFIED'));`,
    )

    this.addSql(
      `alter table "shared"."village_history" add constraint "village_history_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )

    this.addSql(
      `alter table "water"."safe_water" add constraint "safe_water_supply_mode_check" check ("supply_mode" in ('CENTRAL', 'DISPERSED'));`,
    )

    this.addSql(
      `alter table "water"."safe_water_history" add constraint "safe_water_history_supply_mode_check" check ("supply_mode" in ('CENTRAL', 'DISPERSED'));`,
    )

    this.addSql(
      `alter table "womens_federation"."women_startup" add constraint "women_startup_starter_industry_check" check ("starter_industry" in ('TEA', 'VEGETABLES', 'HERBS', 'FRUIT', 'EDIBLE_FUNGI', 'LIVESTOCK', 'CAMELLIA_OIL', 'GRAIN', 'AQUACULTURE', 'RURAL_TOURISM', 'OTHER'));`,
    )

    this.addSql(
      `alter table "womens_federation"."women_startup_history" add constraint "women_startup_history_starter_industry_check" check ("starter_industry" in ('TEA', 'VEGETABLES', 'HERBS', 'FRUIT', 'EDIBLE_FUNGI', 'LIVESTOCK', 'CAMELLIA_OIL', 'GRAIN', 'AQUACULTURE', 'RURAL_TOURISM', 'OTHER'));`,
    )

    this.addSql(
      `alter table "youth_league"."youth_leader" add constraint "youth_leader_recognised_level_check" check ("recognised_level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'NONE'));`,
    )
    this.addSql(
      `alter table "youth_league"."youth_leader" add constraint "youth_leader_industry_check" check ("industry" in ('TEA', 'VEGETABLES', 'HERBS', 'FRUIT', 'EDIBLE_FUNGI', 'LIVESTOCK', 'CAMELLIA_OIL', 'GRAIN', 'AQUACULTURE', 'RURAL_TOURISM', 'OTHER'));`,
    )

    this.addSql(
      `alter table "youth_league"."youth_leader_history" add constraint "youth_leader_history_recognised_level_check" check ("recognised_level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'NONE'));`,
    )
    this.addSql(
      `alter table "youth_league"."youth_leader_history" add constraint "youth_leader_history_industry_check" check ("industry" in ('TEA', 'VEGETABLES', 'HERBS', 'FRUIT', 'EDIBLE_FUNGI', 'LIVESTOCK', 'CAMELLIA_OIL', 'GRAIN', 'AQUACULTURE', 'RURAL_TOURISM', 'OTHER'));`,
    )

    this.addSql(
      `alter table "shared"."zone_history" add constraint "zone_history_kind_check" check ("kind" in ('CITY', 'DISTRICT', 'COUNTY', 'AUTONOMOUS_COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'VILLAGE', 'COMMUNITY'));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "agriculture"."agribusiness_profile_history" cascade;`)
    this.addSql(`drop table if exists "agriculture"."village_collective_history" cascade;`)
    this.addSql(`drop table if exists "agriculture"."village_cropping_history" cascade;`)
    this.addSql(`drop table if exists "banking_regulator"."institution_supervision" cascade;`)
    this.addSql(
      `drop table if exists "banking_regulator"."institution_supervision_history" cascade;`,
    )
    this.addSql(`drop table if exists "banking_regulator"."loan_risk" cascade;`)
    this.addSql(`drop table if exists "banking_regulator"."loan_risk_history" cascade;`)
    this.addSql(`drop table if exists "publishing"."batch" cascade;`)
    this.addSql(`drop table if exists "shared"."city_history" cascade;`)
    this.addSql(`drop table if exists "civil_affairs"."minimum_living" cascade;`)
    this.addSql(`drop table if exists "civil_affairs"."minimum_living_history" cascade;`)
    this.addSql(`drop table if exists "civil_affairs"."social_relief" cascade;`)
    this.addSql(`drop table if exists "civil_affairs"."social_relief_history" cascade;`)
    this.addSql(`drop table if exists "civil_affairs"."village_self_governance" cascade;`)
    this.addSql(`drop table if exists "civil_affairs"."village_self_governance_history" cascade;`)
    this.addSql(`drop table if exists "publishing"."closed_year" cascade;`)
    this.addSql(`drop table if exists "commerce"."rural_ecommerce" cascade;`)
    this.addSql(`drop table if exists "commerce"."rural_ecommerce_history" cascade;`)
    this.addSql(`drop table if exists "shared"."cooperative_history" cascade;`)
    this.addSql(`drop table if exists "shared"."county_history" cascade;`)
    this.addSql(`drop table if exists "dev_reform"."project_approval_history" cascade;`)
    this.addSql(`drop table if exists "dev_reform"."relocation_plan_history" cascade;`)
    this.addSql(`drop table if exists "dev_reform"."township_well_off_history" cascade;`)
    this.addSql(`drop table if exists "disabled_federation"."disability_certificate" cascade;`)
    this.addSql(
      `drop table if exists "disabled_federation"."disability_certificate_history" cascade;`,
    )
    this.addSql(`drop table if exists "disabled_federation"."rehab_employment" cascade;`)
    this.addSql(`drop table if exists "disabled_federation"."rehab_employment_history" cascade;`)
    this.addSql(`drop table if exists "eco_migration"."relocated_household" cascade;`)
    this.addSql(`drop table if exists "eco_migration"."relocated_household_history" cascade;`)
    this.addSql(`drop table if exists "eco_migration"."resettlement_site" cascade;`)
    this.addSql(`drop table if exists "eco_migration"."resettlement_site_history" cascade;`)
    this.addSql(`drop table if exists "education"."compulsory_education" cascade;`)
    this.addSql(`drop table if exists "education"."compulsory_education_history" cascade;`)
    this.addSql(`drop table if exists "education"."student_aid" cascade;`)
    this.addSql(`drop table if exists "education"."student_aid_history" cascade;`)
    this.addSql(`drop table if exists "shared"."enterprise_history" cascade;`)
    this.addSql(`drop table if exists "environment"."rural_environment_quality" cascade;`)
    this.addSql(`drop table if exists "environment"."rural_environment_quality_history" cascade;`)
    this.addSql(`drop table if exists "finance"."interest_subsidy_history" cascade;`)
    this.addSql(`drop table if exists "finance_office"."financing_need" cascade;`)
    this.addSql(`drop table if exists "finance_office"."financing_need_history" cascade;`)
    this.addSql(`drop table if exists "finance_office"."village_finance_service" cascade;`)
    this.addSql(`drop table if exists "finance_office"."village_finance_service_history" cascade;`)
    this.addSql(`drop table if exists "finance"."poverty_fund_history" cascade;`)
    this.addSql(`drop table if exists "finance"."risk_compensation_fund_history" cascade;`)
    this.addSql(`drop table if exists "forestry"."eco_forest" cascade;`)
    this.addSql(`drop table if exists "forestry"."eco_forest_history" cascade;`)
    this.addSql(`drop table if exists "forestry"."eco_ranger" cascade;`)
    this.addSql(`drop table if exists "forestry"."eco_ranger_history" cascade;`)
    this.addSql(`drop table if exists "health"."health_coverage" cascade;`)
    this.addSql(`drop table if exists "health"."health_coverage_history" cascade;`)
    this.addSql(`drop table if exists "health"."village_clinic" cascade;`)
    this.addSql(`drop table if exists "health"."village_clinic_history" cascade;`)
    this.addSql(`drop table if exists "shared"."household_history" cascade;`)
    this.addSql(`drop table if exists "publishing"."household_number" cascade;`)
    this.addSql(`drop table if exists "housing"."dangerous_house" cascade;`)
    this.addSql(`drop table if exists "housing"."dangerous_house_history" cascade;`)
    this.addSql(`drop table if exists "housing"."village_environment" cascade;`)
    this.addSql(`drop table if exists "housing"."village_environment_history" cascade;`)
    this.addSql(`drop table if exists "human_resources"."pension_insurance" cascade;`)
    this.addSql(`drop table if exists "human_resources"."pension_insurance_history" cascade;`)
    this.addSql(`drop table if exists "human_resources"."returnee_startup" cascade;`)
    this.addSql(`drop table if exists "human_resources"."returnee_startup_history" cascade;`)
    this.addSql(`drop table if exists "human_resources"."training_employment" cascade;`)
    this.addSql(`drop table if exists "human_resources"."training_employment_history" cascade;`)
    this.addSql(`drop table if exists "industry_it"."sme_class" cascade;`)
    this.addSql(`drop table if exists "industry_it"."sme_class_history" cascade;`)
    this.addSql(`drop table if exists "industry_it"."telecom_coverage" cascade;`)
    this.addSql(`drop table if exists "industry_it"."telecom_coverage_history" cascade;`)
    this.addSql(`drop table if exists "land_resources"."geo_hazard" cascade;`)
    this.addSql(`drop table if exists "land_resources"."geo_hazard_history" cascade;`)
    this.addSql(`drop table if exists "land_resources"."land_quota" cascade;`)
    this.addSql(`drop table if exists "land_resources"."land_quota_history" cascade;`)
    this.addSql(`drop table if exists "land_resources"."land_rights" cascade;`)
    this.addSql(`drop table if exists "land_resources"."land_rights_history" cascade;`)
    this.addSql(`drop table if exists "shared"."loan_history" cascade;`)
    this.addSql(`drop table if exists "market_regulation"."abnormal_list" cascade;`)
    this.addSql(`drop table if exists "market_regulation"."abnormal_list_history" cascade;`)
    this.addSql(`drop table if exists "market_regulation"."entity_registration" cascade;`)
    this.addSql(`drop table if exists "market_regulation"."entity_registration_history" cascade;`)
    this.addSql(`drop table if exists "shared"."organisation_history" cascade;`)
    this.addSql(`drop table if exists "org_dept"."pairing_assistance" cascade;`)
    this.addSql(`drop table if exists "org_dept"."pairing_assistance_history" cascade;`)
    this.addSql(`drop table if exists "org_dept"."satisfaction_survey" cascade;`)
    this.addSql(`drop table if exists "org_dept"."satisfaction_survey_history" cascade;`)
    this.addSql(`drop table if exists "org_dept"."village_leadership" cascade;`)
    this.addSql(`drop table if exists "org_dept"."village_leadership_history" cascade;`)
    this.addSql(`drop table if exists "pboc"."county_credit" cascade;`)
    this.addSql(`drop table if exists "pboc"."county_credit_history" cascade;`)
    this.addSql(`drop table if exists "pboc"."credit_reference" cascade;`)
    this.addSql(`drop table if exists "pboc"."credit_reference_history" cascade;`)
    this.addSql(`drop table if exists "pboc"."relending" cascade;`)
    this.addSql(`drop table if exists "pboc"."relending_history" cascade;`)
    this.addSql(`drop table if exists "shared"."person_history" cascade;`)
    this.addSql(`drop table if exists "political_legal"."township_stability" cascade;`)
    this.addSql(`drop table if exists "political_legal"."township_stability_history" cascade;`)
    this.addSql(`drop table if exists "political_legal"."village_governance" cascade;`)
    this.addSql(`drop table if exists "political_legal"."village_governance_history" cascade;`)
    this.addSql(`drop table if exists "poverty_office"."household_register_history" cascade;`)
    this.addSql(`drop table if exists "poverty_office"."person_register_history" cascade;`)
    this.addSql(`drop table if exists "poverty_office"."village_status_history" cascade;`)
    this.addSql(`drop table if exists "shared"."village_standing_history" cascade;`)
    this.addSql(`drop table if exists "shared"."project_history" cascade;`)
    this.addSql(`drop table if exists "publicity_dept"."three_ones_progress" cascade;`)
    this.addSql(`drop table if exists "publicity_dept"."three_ones_progress_history" cascade;`)
    this.addSql(`drop table if exists "publicity_dept"."village_civility" cascade;`)
    this.addSql(`drop table if exists "publicity_dept"."village_civility_history" cascade;`)
    this.addSql(`drop table if exists "public_security"."public_order_history" cascade;`)
    this.addSql(`drop table if exists "public_security"."residence_history" cascade;`)
    this.addSql(`drop table if exists "public_security"."village_population_history" cascade;`)
    this.addSql(`drop table if exists "rural_credit"."household_credit_history" cascade;`)
    this.addSql(`drop table if exists "rural_credit"."loan_ledger_history" cascade;`)
    this.addSql(`drop table if exists "rural_credit"."village_outlet_history" cascade;`)
    this.addSql(`drop table if exists "statistics"."county_economy_history" cascade;`)
    this.addSql(`drop table if exists "statistics"."poverty_spot_check_history" cascade;`)
    this.addSql(`drop table if exists "statistics"."village_income_history" cascade;`)
    this.addSql(`drop table if exists "supply_marketing"."supply_point" cascade;`)
    this.addSql(`drop table if exists "supply_marketing"."supply_point_history" cascade;`)
    this.addSql(`drop table if exists "supply_marketing"."three_coops_integration" cascade;`)
    this.addSql(
      `drop table if exists "supply_marketing"."three_coops_integration_history" cascade;`,
    )
    this.addSql(`drop table if exists "taxation"."tax_credit" cascade;`)
    this.addSql(`drop table if exists "taxation"."tax_credit_history" cascade;`)
    this.addSql(`drop table if exists "shared"."township_history" cascade;`)
    this.addSql(`drop table if exists "transport"."road_project" cascade;`)
    this.addSql(`drop table if exists "transport"."road_project_history" cascade;`)
    this.addSql(`drop table if exists "transport"."rural_road" cascade;`)
    this.addSql(`drop table if exists "transport"."rural_road_history" cascade;`)
    this.addSql(`drop table if exists "shared"."village_history" cascade;`)
    this.addSql(`drop table if exists "water"."safe_water" cascade;`)
    this.addSql(`drop table if exists "water"."safe_water_history" cascade;`)
    this.addSql(`drop table if exists "water"."village_water" cascade;`)
    this.addSql(`drop table if exists "water"."village_water_history" cascade;`)
    this.addSql(`drop table if exists "womens_federation"."family_civility" cascade;`)
    this.addSql(`drop table if exists "womens_federation"."family_civility_history" cascade;`)
    this.addSql(`drop table if exists "womens_federation"."women_startup" cascade;`)
    this.addSql(`drop table if exists "womens_federation"."women_startup_history" cascade;`)
    this.addSql(`drop table if exists "youth_league"."youth_leader" cascade;`)
    this.addSql(`drop table if exists "youth_league"."youth_leader_history" cascade;`)
    this.addSql(`drop table if exists "shared"."zone_history" cascade;`)

    this.addSql(`drop index "agriculture"."agribusiness_profile_batch_index";`)
    this.addSql(`alter table "agriculture"."agribusiness_profile" drop column "batch";`)

    this.addSql(`drop index "shared"."city_batch_index";`)
    this.addSql(`alter table "shared"."city" drop column "batch";`)

    this.addSql(`drop index "shared"."cooperative_batch_index";`)
    this.addSql(`alter table "shared"."cooperative" drop column "batch";`)

    this.addSql(`drop index "shared"."county_batch_index";`)
    this.addSql(`alter table "shared"."county" drop column "batch";`)

    this.addSql(`drop index "statistics"."county_economy_batch_index";`)
    this.addSql(`alter table "statistics"."county_economy" drop column "batch";`)

    this.addSql(`drop index "shared"."enterprise_batch_index";`)
    this.addSql(`alter table "shared"."enterprise" drop column "batch";`)

    this.addSql(`drop index "shared"."household_batch_index";`)
    this.addSql(`alter table "shared"."household" drop column "batch";`)

    this.addSql(`drop index "rural_credit"."household_credit_batch_index";`)
    this.addSql(`alter table "rural_credit"."household_credit" drop column "batch";`)

    this.addSql(`drop index "poverty_office"."household_register_batch_index";`)
    this.addSql(`alter table "poverty_office"."household_register" drop column "batch";`)

    this.addSql(`drop index "finance"."interest_subsidy_batch_index";`)
    this.addSql(`alter table "finance"."interest_subsidy" drop column "batch";`)

    this.addSql(`drop index "shared"."loan_batch_index";`)
    this.addSql(`alter table "shared"."loan" drop column "batch";`)

    this.addSql(`drop index "rural_credit"."loan_ledger_batch_index";`)
    this.addSql(`alter table "rural_credit"."loan_ledger" drop column "batch";`)

    this.addSql(`drop index "shared"."organisation_batch_index";`)
    this.addSql(`alter table "shared"."organisation" drop column "batch";`)

    this.addSql(`drop index "shared"."person_batch_index";`)
    this.addSql(`alter table "shared"."person" drop column "batch";`)

    this.addSql(`drop index "poverty_office"."person_register_batch_index";`)
    this.addSql(`alter table "poverty_office"."person_register" drop column "batch";`)

    this.addSql(`drop index "finance"."poverty_fund_batch_index";`)
    this.addSql(`alter table "finance"."poverty_fund" drop column "batch";`)

    this.addSql(`drop index "statistics"."poverty_spot_check_batch_index";`)
    this.addSql(`alter table "statistics"."poverty_spot_check" drop column "batch";`)

    this.addSql(`drop index "shared"."project_batch_index";`)
    this.addSql(`alter table "shared"."project" drop column "batch";`)

    this.addSql(`drop index "dev_reform"."project_approval_batch_index";`)
    this.addSql(`alter table "dev_reform"."project_approval" drop column "batch";`)

    this.addSql(`drop index "public_security"."public_order_batch_index";`)
    this.addSql(`alter table "public_security"."public_order" drop column "batch";`)

    this.addSql(`drop index "dev_reform"."relocation_plan_batch_index";`)
    this.addSql(`alter table "dev_reform"."relocation_plan" drop column "batch";`)

    this.addSql(`drop index "public_security"."residence_batch_index";`)
    this.addSql(
      `alter table "public_security"."residence" drop constraint "residence_ethnicity_check";`,
    )
    this.addSql(`alter table "public_security"."residence" drop column "batch";`)
    this.addSql(
      `alter table "public_security"."residence" add constraint "residence_ethnicity_check" check ("ethnicity" in ('HAN', 'MIAO', 'BUYEI', 'DONG', 'TUJIA', 'SUI', 'GELAO', 'OTHER'));`,
    )

    this.addSql(`drop index "finance"."risk_compensation_fund_batch_index";`)
    this.addSql(`alter table "finance"."risk_compensation_fund" drop column "batch";`)

    this.addSql(`drop index "shared"."township_batch_index";`)
    this.addSql(`alter table "shared"."township" drop column "batch";`)

    this.addSql(`drop index "dev_reform"."township_well_off_batch_index";`)
    this.addSql(`alter table "dev_reform"."township_well_off" drop column "batch";`)

    this.addSql(`drop index "shared"."village_batch_index";`)
    this.addSql(`alter table "shared"."village" drop column "batch";`)

    this.addSql(`drop index "agriculture"."village_collective_batch_index";`)
    this.addSql(`alter table "agriculture"."village_collective" drop column "batch";`)

    this.addSql(`drop index "agriculture"."village_cropping_batch_index";`)
    this.addSql(`alter table "agriculture"."village_cropping" drop column "batch";`)

    this.addSql(`drop index "statistics"."village_income_batch_index";`)
    this.addSql(`alter table "statistics"."village_income" drop column "batch";`)

    this.addSql(`drop index "rural_credit"."village_outlet_batch_index";`)
    this.addSql(`alter table "rural_credit"."village_outlet" drop column "batch";`)

    this.addSql(`drop index "public_security"."village_population_batch_index";`)
    this.addSql(`alter table "public_security"."village_population" drop column "batch";`)

    this.addSql(`drop index "shared"."village_standing_batch_index";`)
    this.addSql(`alter table "shared"."village_standing" drop column "batch";`)

    this.addSql(`drop index "poverty_office"."village_status_batch_index";`)
    this.addSql(`alter table "poverty_office"."village_status" drop column "batch";`)

    this.addSql(`drop index "shared"."zone_batch_index";`)
    this.addSql(`alter table "shared"."zone" drop column "batch";`)

    this.addSql(`drop schema if exists "banking_regulator";`)
    this.addSql(`drop schema if exists "publishing";`)
    this.addSql(`drop schema if exists "civil_affairs";`)
    this.addSql(`drop schema if exists "commerce";`)
    this.addSql(`drop schema if exists "disabled_federation";`)
    this.addSql(`drop schema if exists "eco_migration";`)
    this.addSql(`drop schema if exists "education";`)
    this.addSql(`drop schema if exists "environment";`)
    this.addSql(`drop schema if exists "finance_office";`)
    this.addSql(`drop schema if exists "forestry";`)
    this.addSql(`drop schema if exists "health";`)
    this.addSql(`drop schema if exists "housing";`)
    this.addSql(`drop schema if exists "human_resources";`)
    this.addSql(`drop schema if exists "industry_it";`)
    this.addSql(`drop schema if exists "land_resources";`)
    this.addSql(`drop schema if exists "market_regulation";`)
    this.addSql(`drop schema if exists "org_dept";`)
    this.addSql(`drop schema if exists "pboc";`)
    this.addSql(`drop schema if exists "political_legal";`)
    this.addSql(`drop schema if exists "publicity_dept";`)
    this.addSql(`drop schema if exists "supply_marketing";`)
    this.addSql(`drop schema if exists "taxation";`)
    this.addSql(`drop schema if exists "transport";`)
    this.addSql(`drop schema if exists "water";`)
    this.addSql(`drop schema if exists "womens_federation";`)
    this.addSql(`drop schema if exists "youth_league";`)
  }
}
