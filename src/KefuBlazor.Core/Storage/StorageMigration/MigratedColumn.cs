using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace KefuBlazor.Core.Storage.StorageMigration;

/// <summary>A column as both databases keep it, with the model's value between the two.</summary>
internal sealed class MigratedColumn
{
    private readonly RelationalTypeMapping _from;
    private readonly RelationalTypeMapping _to;

    public MigratedColumn(IColumn from, IColumn to)
    {
        Name = to.Name;
        (_from, _to) = (from.PropertyMappings[0].TypeMapping, to.PropertyMappings[0].TypeMapping);
        Type = TypeOf(ProviderType(_to)) ?? throw new InvalidOperationException(
            $"How {to.Table.Name}.{to.Name} is written to PostgreSQL is not known: say so in {nameof(MigratedColumn)}.{nameof(TypeOf)}.");

        // EF Core says so of keys that the database gives out.
        IsIdentity = (Type is NpgsqlDbType.Integer or NpgsqlDbType.Bigint) && to.PropertyMappings[0].Property.ValueGenerated == ValueGenerated.OnAdd;
    }

    public string Name { get; }

    public NpgsqlDbType Type { get; }

    /// <summary>Whether PostgreSQL gives out its values, and must be told how far it is.</summary>
    public bool IsIdentity { get; }

    /// <summary>What PostgreSQL is to keep for what SQLite keeps; null for no value.</summary>
    public object? Convert(object stored)
    {
        if (stored is DBNull)
            return null;

        // SQLite knows integers of one size, and no truth values.
        var from = System.Convert.ChangeType(stored, ProviderType(_from), CultureInfo.InvariantCulture);
        var value = _from.Converter is { } converter ? converter.ConvertFromProvider(from) : from;
        return _to.Converter is { } back ? back.ConvertToProvider(value) : value;
    }

    /// <summary>What PostgreSQL keeps, as <see cref="Convert"/> gives it.</summary>
    public object? Read(NpgsqlDataReader reader, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
            return null;
        return Type == NpgsqlDbType.TimestampTz ? reader.GetFieldValue<DateTimeOffset>(ordinal) : reader.GetValue(ordinal);
    }

    private static Type ProviderType(RelationalTypeMapping mapping)
    {
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? Enum.GetUnderlyingType(type) : type;
    }

    private static NpgsqlDbType? TypeOf(Type type)
    {
        if (type == typeof(string))
            return NpgsqlDbType.Text;
        if (type == typeof(int))
            return NpgsqlDbType.Integer;
        if (type == typeof(long))
            return NpgsqlDbType.Bigint;
        if (type == typeof(bool))
            return NpgsqlDbType.Boolean;
        return type == typeof(DateTimeOffset) ? NpgsqlDbType.TimestampTz : null;
    }
}
