using System.Text.RegularExpressions;

namespace Insight.Conventions.Tests;

/// <summary>Where files lie, how long they are and what namespace they have.</summary>
public sealed partial class LayoutTests
{
    private const int LineCeiling = 400;
    private const int StartCeiling = 100;

    private static readonly HashSet<string> ForbiddenFolders = new(
        ["Common", "Core", "Shared", "Utils", "Utilities", "Helpers", "Services", "Managers", "Models", "Interfaces", "Abstractions"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Longer files, each with its reason.</summary>
    private static readonly Dictionary<string, string> MayBeLonger = [];

    [Test]
    public void No_folder_is_named_for_a_technical_kind() => Rule.Holds(
        "A folder says what a slice is about, not what kind of code lies in it.",
        from file in Repository.Files
        where !file.IsRecorded && file.Folder.Split('/').Any(ForbiddenFolders.Contains)
        select file.Folder);

    [Test]
    public void No_CSharp_file_is_longer_than_the_ceiling() => Rule.Holds(
        $"A C# file has at most {LineCeiling} lines.",
        from file in Repository.CSharp
        let lines = file.Lines.Length
        where lines > LineCeiling
        select (file.Path, $"{file.Path}: {lines} lines"),
        MayBeLonger);

    [Test]
    public void The_server_s_start_is_no_novel() => Rule.Holds(
        $"api/Program.cs has at most {StartCeiling} lines.",
        from file in Repository.CSharp
        where file.Path == "api/Program.cs" && file.Lines.Length > StartCeiling
        select $"{file.Path}: {file.Lines.Length} lines");

    [Test]
    public void Namespaces_follow_folders() => Rule.Holds(
        "A file's namespace is that of its project and its folders: warehouse/Periods is Insight.Warehouse.Periods.",
        from file in Repository.CSharp
        let declared = NamespaceOf().Matches(file.Text).Select(m => m.Groups[1].Value).ToList()
        where declared.Count != 0 || !IsProgram(file)
        where declared is not [var only] || !Expected(file).Contains(only)
        select $"{file.Path}: {(declared.Count == 0 ? "none" : string.Join(", ", declared))}, expected {string.Join(" or ", Expected(file))}");

    [Test]
    public void Folders_with_CSharp_are_named_like_namespaces() => Rule.Holds(
        "A folder with C# files has a name in PascalCase.",
        from file in Repository.CSharp
        let project = Project.Of(file)
        where project is not null
        from folder in Below(project, file)
        where !char.IsAsciiLetterUpper(folder[0]) || !folder.All(char.IsAsciiLetterOrDigit)
        select file.Folder);

    [Test]
    public void Every_CSharp_file_belongs_to_a_project() =>
        Rule.Holds("A C# file lies in the folder of a project.", Repository.CSharp.Where(f => Project.Of(f) is null).Select(f => f.Path));

    private static bool IsProgram(ProjectFile file) => file.Name == "Program.cs";

    private static IReadOnlyList<string> Expected(ProjectFile file) =>
        Project.Of(file) is { } project ? [.. project.Namespaces.Select(top => string.Join('.', Below(project, file).Prepend(top)))] : [];

    /// <summary>The folders between a project's and a file's.</summary>
    private static string[] Below(Project project, ProjectFile file) => file.Folder[project.File.Folder.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();
}
