using KefuBlazor.Core.Storage.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KefuBlazor.Core.Storage.StorageMigration;

/// <summary>A table that is copied, in the order of its key, which both databases take to be the same: text byte by byte.</summary>
internal sealed class MigratedTable
{
    private readonly string _names;
    private readonly string _key;

    private MigratedTable(ITable from, ITable to)
    {
        Name = to.Name;
        Columns = [.. to.Columns.Select(column => new MigratedColumn(from.FindColumn(column.Name)!, column))];
        var key = to.PrimaryKey!.Columns.Select(column => column.Name).ToList();
        Key = [.. key.Select(name => Columns.FindIndex(column => column.Name == name))];
        _names = string.Join(", ", Columns.Select(column => column.Name));
        _key = string.Join(", ", key);
    }

    public string Name { get; }

    public List<MigratedColumn> Columns { get; }

    /// <summary>Which of the columns are its key.</summary>
    public IReadOnlyList<int> Key { get; }

    /// <summary>All rows.</summary>
    public string Select => $"SELECT {_names} FROM {Name} ORDER BY {_key}";

    public string Count => $"SELECT COUNT(*) FROM {Name}";

    /// <summary>The key of the last row.</summary>
    public string SelectLastKey => $"SELECT {_key} FROM {Name} ORDER BY {string.Join(", ", _key.Split(", ").Select(name => name + " DESC"))} LIMIT 1";

    public string CopyIn => $"COPY {Name} ({_names}) FROM STDIN (FORMAT BINARY)";

    /// <summary>All tables of the model that hold what lasts, each behind those that it refers to.</summary>
    public static IReadOnlyList<MigratedTable> AllOf(KefuDbContext source, KefuDbContext target)
    {
        var from = source.Model.GetRelationalModel();
        var to = target.Model.GetRelationalModel();

        // Who does the jobs is found anew within seconds.
        var transient = to.Tables.Where(table => table.EntityTypeMappings.Any(mapping => mapping.TypeBase.ClrType == typeof(LeaseRow)));

        // What only PostgreSQL has, SQLite has nothing to put in.
        var both = to.Tables.Except(transient).Where(table => from.FindTable(table.Name, table.Schema) is not null);
        var waiting = both.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<MigratedTable>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(table => table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || !waiting.Contains(key.PrincipalTable)));
            waiting.Remove(next);
            ordered.Add(new MigratedTable(from.FindTable(next.Name, next.Schema)!, next));
        }

        return ordered;
    }

    /// <summary>The next rows in the source.</summary>
    /// <param name="connection">SQLite's.</param>
    /// <param name="after">The key of the row before; null: from the first.</param>
    /// <param name="most">How many at most.</param>
    public SqliteCommand SelectAfter(SqliteConnection connection, object?[]? after, int most)
    {
        var command = connection.CreateCommand();
        var where = string.Empty;
        if (after is not null)
        {
            var names = after.Select((_, index) => $"$k{index}").ToList();
            where = $"WHERE ({_key}) > ({string.Join(", ", names)})";
            for (var index = 0; index < after.Length; index++)
                command.Parameters.AddWithValue(names[index], after[index]);
        }

        command.CommandText = $"SELECT {_names} FROM {Name} {where} ORDER BY {_key} LIMIT {most}";
        return command;
    }

    /// <summary>The row that the source's reader is at, as PostgreSQL is to keep it.</summary>
    public void Read(SqliteDataReader reader, object?[] row)
    {
        for (var index = 0; index < row.Length; index++)
            row[index] = Columns[index].Convert(reader.GetValue(index));
    }

    public object?[] KeyOf(object?[] row) => [.. Key.Select(index => row[index])];
}
