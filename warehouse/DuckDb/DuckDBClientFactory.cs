using System.Data.Common;

namespace Insight.Warehouse.DuckDb;

/// <summary>Makes the provider's objects for code that knows only System.Data.Common.</summary>
public sealed class DuckDBClientFactory : DbProviderFactory
{
    /// <summary>The only instance.</summary>
    public static readonly DuckDBClientFactory Instance = new();

    private DuckDBClientFactory()
    {
    }

    /// <inheritdoc/>
    public override DbConnection CreateConnection() => new DuckDBConnection();

    /// <inheritdoc/>
    public override DbCommand CreateCommand() => new DuckDBCommand();

    /// <inheritdoc/>
    public override DbParameter CreateParameter() => new DuckDBParameter();

    /// <inheritdoc/>
    public override DbConnectionStringBuilder CreateConnectionStringBuilder() => new DuckDBConnectionStringBuilder();

    /// <inheritdoc/>
    public override DbDataSource CreateDataSource(string connectionString) => new DuckDBDataSource(connectionString);
}
