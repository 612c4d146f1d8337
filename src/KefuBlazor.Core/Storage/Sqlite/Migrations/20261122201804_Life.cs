using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KefuBlazor.Core.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "form",
                table: "conversations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "left_message_at",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ratings",
                columns: table => new
                {
                    conversation_id = table.Column<string>(type: "TEXT", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    agent_id = table.Column<string>(type: "TEXT", nullable: true),
                    score = table.Column<int>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
