namespace Insight.Indicators.Definitions;

/// <summary>A file of the catalogue before it is read.</summary>
/// <param name="Path">Path for messages; its last folder tells theme or kind: <c>…/catalog/employment/unemployment-rate.yml</c>.</param>
/// <param name="Text">Its content.</param>
public sealed record CatalogFile(string Path, string Text)
{
    /// <summary>Name of the file without folder and ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Name of the folder that it lies in; empty when it lies in none.</summary>
    public string Folder => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path) ?? "");

    /// <summary>What the file holds, by its place.</summary>
    public CatalogFileKind Kind => this switch
    {
        { Name: "themes" } => CatalogFileKind.Themes,
        { Name: "breakdowns" } => CatalogFileKind.Breakdowns,
        { Name: "measures" } => CatalogFileKind.Measures,
        { Name: "reforms" } => CatalogFileKind.Reforms,
        { Name: "withdrawn" } => CatalogFileKind.Withdrawn,
        { Folder: "networks" } => CatalogFileKind.Network,
        { Folder: "targets" } => CatalogFileKind.Targets,
        _ => CatalogFileKind.Definition,
    };

    /// <summary>Every .yml file below <c>catalog/</c>, <c>networks/</c> and <c>targets/</c> of a folder, ordered by path; a folder without them gives none.</summary>
    public static IReadOnlyList<CatalogFile> ReadFolder(string folder) =>
        [.. new[] { "catalog", "networks", "targets" }.SelectMany(part => ReadPart(folder, part))];

    private static IEnumerable<CatalogFile> ReadPart(string folder, string part)
    {
        var root = System.IO.Path.Combine(folder, part);
        return Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => new CatalogFile(path, File.ReadAllText(path)))
            : [];
    }
}

/// <summary>What a file of the catalogue holds.</summary>
public enum CatalogFileKind
{
    /// <summary>One indicator.</summary>
    Definition,

    /// <summary>The list of themes.</summary>
    Themes,

    /// <summary>The words for breakdowns and their members.</summary>
    Breakdowns,

    /// <summary>The list of reforms that broke series.</summary>
    Reforms,

    /// <summary>The list of indicators that are or will be withdrawn.</summary>
    Withdrawn,

    /// <summary>What measures are called.</summary>
    Measures,

    /// <summary>One network.</summary>
    Network,

    /// <summary>The targets of one area.</summary>
    Targets,
}
