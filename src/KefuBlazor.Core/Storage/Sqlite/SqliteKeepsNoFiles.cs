using KefuBlazor.Core.Attachments;
using Microsoft.Extensions.Options;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>SQLite has one writer: messages would wait for files.</summary>
internal sealed class SqliteKeepsNoFiles : IValidateOptions<AttachmentOptions>
{
    public ValidateOptionsResult Validate(string? name, AttachmentOptions options) => options.Store == AttachmentStoreKind.Database
        ? ValidateOptionsResult.Fail("Attachments:Store is Database, which needs PostgreSQL. Write Disk, or leave it out; or set Storage:Provider to Postgres.")
        : ValidateOptionsResult.Success;
}
