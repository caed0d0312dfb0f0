namespace Dashboard.Tests;

/// <summary>Places in the source tree that the tests read.</summary>
internal static class Tree
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The dashboard as built.</summary>
    public static string Built => Path.Combine(Root, "api", "wwwroot");

    /// <summary>The dashboard's sources and npm packages.</summary>
    public static string Dashboard => Path.Combine(Root, "api", "dashboard");

    public static string Canned => Path.Combine(Root, "tests", "Dashboard.Tests", "canned");

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Insight.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException($"Insight.sln is not above {AppContext.BaseDirectory}; run the tests within the source tree."));
}
