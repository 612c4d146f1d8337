namespace KefuBlazor.Benchmarks.History;

/// <summary>What SQLite and PostgreSQL say differently when they make the past.</summary>
internal interface IPastDialect
{
    /// <summary>Letters and digits that nobody foresees, as ids of messages are.</summary>
    string Random { get; }

    /// <summary>A number as lower-case hexadecimal digits.</summary>
    string Hex(string number, int digits);

    /// <summary>A time from milliseconds since 1970.</summary>
    string Time(string milliseconds);
}
