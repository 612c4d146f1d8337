using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KefuBlazor.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class MessagesByTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_messages_sender_client",
                table: "messages");

            migrationBuilder.CreateIndex(
                name: "ux_messages_client_sender",
                table: "messages",
                columns: new[] { "client_id", "sender_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_messages_client_sender",
                table: "messages");

            migrationBuilder.CreateIndex(
                name: "ux_messages_sender_client",
                table: "messages",
                columns: new[] { "sender_id", "client_id" },
                unique: true);
        }
    }
}
