using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

internal sealed class LeaseRow
{
    public required string Name { get; init; }

    public required string Holder { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class LeaseRowConfiguration : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable("leases");
        builder.HasKey(row => row.Name);
    }
}
