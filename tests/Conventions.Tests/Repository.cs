namespace Insight.Conventions.Tests;

/// <summary>The project's files as they lie in its folder, without what builds and tools put beside them.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs =
        new(["bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "wwwroot"], StringComparer.Ordinal);

    /// <summary>The folder with Insight.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files of ours, in the order of their paths.</summary>
    public static IReadOnlyList<ProjectFile> Files { get; } =
        [.. Walk(new DirectoryInfo(Root)).Select(f => new ProjectFile(Relative(f.FullName), f.FullName)).OrderBy(f => f.Path, StringComparer.Ordinal)];

    /// <summary>C# files.</summary>
    public static IEnumerable<ProjectFile> CSharp => Files.Where(f => f.Extension == ".cs");

    /// <summary>Text that people write, by its ending; recorded payloads are kept as they came and are not among it.</summary>
    public static IEnumerable<ProjectFile> Written => Files.Where(f => f.IsText && !f.IsRecorded);

    /// <summary>Path from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Insight.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' has Insight.sln; run the tests from a clone of the project.");
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder.EnumerateFiles()
        .Where(f => f.Name != ".git")
        .Concat(folder.EnumerateDirectories().Where(IsOurs).SelectMany(Walk));

    private static bool IsOurs(DirectoryInfo folder) =>
        !NotOurs.Contains(folder.Name)
        && (!folder.Name.StartsWith('.') || folder.Name == ".ci")
        && Relative(folder.FullName) != "data";
}

/// <summary>One file.</summary>
/// <param name="Path">Path from the root, with slashes.</param>
/// <param name="FullPath">Absolute path.</param>
internal sealed record ProjectFile(string Path, string FullPath)
{
    private static readonly HashSet<string> TextEndings = new(
        [".cs", ".csproj", ".props", ".targets", ".md", ".yml", ".yaml", ".json", ".sql", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".svg", ".csv", ".txt", ".sh", ".npmrc", ".editorconfig", ".gitattributes", ".gitignore", ""],
        StringComparer.Ordinal);

    public string Name => System.IO.Path.GetFileName(Path);

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>Folder from the root, with slashes; empty at the root.</summary>
    public string Folder => Path.Contains('/') ? Path[..Path.LastIndexOf('/')] : "";

    public bool IsText => TextEndings.Contains(Extension);

    /// <summary>Whether it holds a producer's bytes as received.</summary>
    public bool IsRecorded => Path.Contains("/recorded/") || Path.Contains("/payloads/");

    public string Text => File.ReadAllText(FullPath);

    public string[] Lines => File.ReadAllLines(FullPath);
}
