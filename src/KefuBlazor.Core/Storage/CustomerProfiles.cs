using System.Text.Encodings.Web;
using System.Text.Json;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Storage.Rows;

namespace KefuBlazor.Core.Storage;

/// <summary>Between a customer's row and what is said of them.</summary>
internal static class CustomerProfiles
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CustomerProfile Of(CustomerRow row, IEnumerable<CustomerPageRow> pages) => new()
    {
        Id = row.Id,
        Name = row.Name,
        ExternalId = row.ExternalId,
        Email = row.Email,
        Phone = row.Phone,
        Attributes = ReadAttributes(row.Attributes),
        Device = new CustomerDevice(row.UserAgent, row.Language),
        CreatedAt = row.CreatedAt,
        Pages = [.. pages.Select(page => page.ToPageView())],
    };

    /// <summary>What the identification says in place of what was there.</summary>
    /// <returns>Null, or that it is too much.</returns>
    public static Error? Apply(CustomerRow row, Identification who, CustomerOptions limits)
    {
        var attributes = IdentificationRules.Merge(ReadAttributes(row.Attributes), who.Attributes, limits);
        if (!attributes.Succeeded)
            return attributes.Error;
        row.Name = who.Name ?? row.Name;
        row.Email = who.Email is null ? row.Email : NullIfEmpty(who.Email);
        row.Phone = who.Phone is null ? row.Phone : NullIfEmpty(who.Phone);
        row.Attributes = WriteAttributes(attributes.Value);
        return null;
    }

    /// <summary>What is known of the one who became the other, where of the other nothing is.</summary>
    public static void FillGaps(CustomerRow from, CustomerRow into)
    {
        into.Email ??= from.Email;
        into.Phone ??= from.Phone;
        into.UserAgent = from.UserAgent ?? into.UserAgent;
        into.Language = from.Language ?? into.Language;
        var attributes = new SortedDictionary<string, string>(ReadAttributes(into.Attributes).ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in ReadAttributes(from.Attributes))
            attributes.TryAdd(name, value);
        into.Attributes = WriteAttributes(attributes);
    }

    private static SortedDictionary<string, string> ReadAttributes(string? json) => new(
        json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [], StringComparer.Ordinal);

    private static string? WriteAttributes(SortedDictionary<string, string> attributes) =>
        attributes.Count == 0 ? null : JsonSerializer.Serialize(attributes, Relaxed);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
