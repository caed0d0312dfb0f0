using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// The parts of a connection string: <c>Data Source=facts.duckdb;access_mode=READ_ONLY;threads=2;memory_limit=1GB</c>. Every key other than
/// <c>Data Source</c> (or <c>DataSource</c>) is a setting of DuckDB that is applied when the database is opened.
/// </summary>
public sealed class DuckDBConnectionStringBuilder : DbConnectionStringBuilder
{
    /// <summary>A private in-memory database for each connection.</summary>
    public const string InMemoryDataSource = ":memory:";

    /// <summary>One in-memory database for all connections of the process that name it, while any of them is open.</summary>
    public const string InMemorySharedDataSource = ":memory:?cache=shared";

    /// <summary>Connection string of a private in-memory database.</summary>
    public const string InMemoryConnectionString = "Data Source=" + InMemoryDataSource;

    /// <summary>Connection string of the shared in-memory database.</summary>
    public const string InMemorySharedConnectionString = "Data Source=" + InMemorySharedDataSource;

    private const string DataSourceKey = "Data Source";

    /// <summary>An empty builder: a private in-memory database.</summary>
    public DuckDBConnectionStringBuilder()
    {
    }

    /// <summary>Takes a connection string apart.</summary>
    /// <exception cref="ArgumentException">It is not of the form key=value;key=value.</exception>
    public DuckDBConnectionStringBuilder(string connectionString) => ConnectionString = connectionString;

    /// <summary>Path of the database's file, or <c>:memory:</c>, which is the default.</summary>
    public string DataSource
    {
        get => TryGetValue(DataSourceKey, out var value) && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : InMemoryDataSource;
        set => base[DataSourceKey] = value;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override object this[string keyword]
    {
        get => base[Canonical(keyword)];
        set => base[Canonical(keyword)] = value;
    }

    internal bool IsMemory => DataSource is InMemoryDataSource or InMemorySharedDataSource;

    /// <summary>What connections must have in common to share an instance: the file's full path with links resolved; null when they must not share.</summary>
    internal string? SharingKey => DataSource switch
    {
        InMemoryDataSource => null,
        InMemorySharedDataSource => InMemorySharedDataSource,
        var path => ResolveLinks(path),
    };

    /// <summary>DuckDB's settings in the order of their names.</summary>
    internal IEnumerable<(string Name, string Value)> Settings =>
        from key in Keys.Cast<string>()
        let name = Canonical(key)
        where name != DataSourceKey
        orderby name
        select (name, Convert.ToString(this[key], CultureInfo.InvariantCulture) ?? "");

    internal string SettingsText => string.Join(';', Settings.Select(s => $"{s.Name}={s.Value}"));

    /// <inheritdoc/>
    public override bool TryGetValue(string keyword, [NotNullWhen(true)] out object? value) => base.TryGetValue(Canonical(keyword), out value);

    private static string Canonical(string keyword) =>
        keyword.Equals("DataSource", StringComparison.OrdinalIgnoreCase) || keyword.Equals(DataSourceKey, StringComparison.OrdinalIgnoreCase)
            ? DataSourceKey
            : keyword.ToLowerInvariant();

    private static string ResolveLinks(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }
}
