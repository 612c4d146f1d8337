using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KefuBlazor.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MovedConversations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_conversation_events_moved",
                table: "conversation_events",
                columns: new[] { "conversation_id", "id" },
                filter: "step = 6");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_conversation_events_moved",
                table: "conversation_events");
        }
    }
}
