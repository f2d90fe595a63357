import { Migration } from '@mikro-orm/migrations'

export class Migration20261123050828_assessment extends Migration {
  override name = 'Migration20261123050828_assessment'

  override up(): void | Promise<void> {
    this.addSql(`create schema if not exists "assessment";`)
    this.addSql(
      `create table "assessment"."final" ("year" smallint primary key, "scheme" text not null, "finalised_at" timestamptz not null, "finalised_by" text not null, "choices" jsonb not null, "snapshot" text not null, "sha256" text not null);`,
    )

    this.addSql(
      `create table "assessment"."notice" ("year" smallint primary key, "opened_at" timestamptz not null, "opened_by" text not null, "until" date not null, "closed_at" timestamptz null, "closed_by" text null, "closed_for" text null);`,
    )

    this.addSql(
      `create table "assessment"."objection" ("number" bigserial primary key, "year" smallint not null, "village_code" text collate "C" not null, "item" text null, "text" text not null, "raised_by" text not null, "department" text null, "raised_at" timestamptz not null, "answer" text null, "answered_by" text null, "answered_at" timestamptz null);`,
    )
    this.addSql(`create index "objection_year_index" on "assessment"."objection" ("year");`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "assessment"."final" cascade;`)
    this.addSql(`drop table if exists "assessment"."notice" cascade;`)
    this.addSql(`drop table if exists "assessment"."objection" cascade;`)

    this.addSql(`drop schema if exists "assessment";`)
  }
}
