using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KefuBlazor.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Life : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "department",
                table: "conversations",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "form",
                table: "conversations",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "left_message_at",
                table: "conversations",
                type: "timestamp(3) with time zone",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ratings",
                columns: table => new
                {
                    conversation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    agent_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    score = table.Column<int>(type: "integer", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ratings", x => new { x.conversation_id, x.closed_at });
                    table.ForeignKey(
                        name: "FK_ratings_conversations_conversation_id",
                        column: x => x.conversation_id,
                        principalTable: "conversations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ratings_agent",
                table: "ratings",
                columns: new[] { "agent_id", "at" },
                filter: "agent_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ratings");

            migrationBuilder.DropColumn(
                name: "department",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "form",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "left_message_at",
                table: "conversations");
        }
    }
}
