import { Migration } from '@mikro-orm/migrations'

export class Migration20261127205734_inquiries extends Migration {
  override name = 'Migration20261127205734_inquiries'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "publishing"."inquiry" ("account" text not null, "day" date not null, "told" integer not null, primary key ("account", "day"));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "publishing"."inquiry" cascade;`)
  }
}
