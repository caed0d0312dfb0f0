namespace Insight.Warehouse;

/// <summary>The one folder in which everything lies that Insight keeps; see the README for its map.</summary>
/// <param name="Path">Absolute path.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The DuckDB file with the facts.</summary>
    public string WarehouseFile => System.IO.Path.Combine(Path, "warehouse.duckdb");

    /// <summary>The SQLite file with runs and keys.</summary>
    public string OperationsFile => System.IO.Path.Combine(Path, "operations.sqlite");

    /// <summary>The steward's key as text, readable by its owner only.</summary>
    public string StewardKeyFile => System.IO.Path.Combine(Path, "steward.key");

    /// <summary>Payloads as received.</summary>
    public string Landing => System.IO.Path.Combine(Path, "landing");

    /// <summary>Publications and their files.</summary>
    public string Lake => System.IO.Path.Combine(Path, "lake");

    /// <summary>Definitions that the user adds: catalog/, networks/ and targets/.</summary>
    public string Definitions => System.IO.Path.Combine(Path, "definitions");

    /// <summary>Files that municipalities dropped, a folder a source.</summary>
    public string Deliveries => System.IO.Path.Combine(Path, "deliveries");

    /// <summary>Half-written files; emptied when a writer starts.</summary>
    public string Temporary => System.IO.Path.Combine(Path, "temporary");

    /// <summary>Results of the api's jobs; each is deleted after a day.</summary>
    public string Exports => System.IO.Path.Combine(Path, "exports");

    /// <summary>The folder with this path, created where it is missing.</summary>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        Directory.CreateDirectory(folder.Path);
        return folder;
    }
}
