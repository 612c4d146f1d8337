using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KefuBlazor.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class HistoryPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_conversations_agent_closed",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_opened",
                table: "conversations");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_agent_closed",
                table: "conversations",
                columns: new[] { "agent_id", "closed_at", "id" },
                filter: "status = 2");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_opened",
                table: "conversations",
                columns: new[] { "opened_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_conversations_agent_closed",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_opened",
                table: "conversations");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_agent_closed",
                table: "conversations",
                columns: new[] { "agent_id", "closed_at" },
                filter: "status = 2");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_opened",
                table: "conversations",
                columns: new[] { "status", "opened_at", "id" });
        }
    }
}
