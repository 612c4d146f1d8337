using KefuBlazor.Core.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

/// <summary>A page that a customer came to.</summary>
internal sealed class CustomerPageRow
{
    public required string CustomerId { get; init; }

    /// <summary>Counts up within a customer; no clock orders them.</summary>
    public required long Number { get; init; }

    public required string Url { get; init; }

    public string? Title { get; init; }

    public string? Referrer { get; init; }

    public required DateTimeOffset At { get; init; }

    public PageView ToPageView() => new(Url, Title, Referrer, At);
}

internal sealed class CustomerPageRowConfiguration : IEntityTypeConfiguration<CustomerPageRow>
{
    public void Configure(EntityTypeBuilder<CustomerPageRow> builder)
    {
        builder.ToTable("customer_pages");
        builder.HasKey(row => new { row.CustomerId, row.Number });
        builder.HasOne<CustomerRow>().WithMany().HasForeignKey(row => row.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => row.At, "ix_customer_pages_at");
    }
}
