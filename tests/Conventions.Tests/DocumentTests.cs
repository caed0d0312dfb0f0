using System.Text.RegularExpressions;

namespace Insight.Conventions.Tests;

/// <summary>What the documents say can be followed: links lead somewhere, commands name what is there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] ShellLanguages = ["sh", "bash", "shell", "console", "powershell"];

    private static IEnumerable<ProjectFile> Documents => Repository.Files.Where(f => f.Extension == ".md" && !f.Path.StartsWith("api/dashboard/public/", StringComparison.Ordinal));

    [Test]
    public void Every_relative_link_resolves() => Rule.Holds(
        "A link in a document leads to a file of the project, and to a heading that the file has.",
        from document in Documents
        from link in LinkIn().Matches(OutsideFences(document)).Select(m => m.Groups[1].Value)
        where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
        let fault = FaultOf(document, link)
        where fault is not null
        select $"{document.Path}: ({link}) {fault}");

    [Test]
    public void Every_command_names_what_is_there() => Rule.Holds(
        "A command in a document names projects, scripts and files that exist.",
        from document in Documents
        from command in CommandsIn(document)
        from path in PathsIn(command)
        where !Exists(path)
        select $"{document.Path}: '{path}' in `{command}`");

    [Test]
    public void Every_place_in_the_project_that_is_named_is_there() => Rule.Holds(
        "A document that names a folder or file of the project in code type names one that exists.",
        from document in Documents
        from place in PlaceIn().Matches(OutsideFences(document)).Select(m => m.Groups[1].Value)
        let fixedPart = Placeholder().Replace(place, "")
        where !Exists(fixedPart) && !Exists(fixedPart + ".cs")
        select $"{document.Path}: `{place}`");

    [Test]
    public void Continuous_integration_runs_the_command_of_the_README()
    {
        var commands = CommandsIn(Repository.Files.Single(f => f.Path == "README.md")).ToList();
        var integration = Repository.Files.Single(f => f.Path == ".ci/run").Text;
        Assert.That(commands, Has.Some.EqualTo("bash tests/run"));
        Assert.That(integration, Does.Match("""(?m)^exec .*/tests/run"?$"""));
    }

    [Test]
    public void Scripts_can_be_run() => Rule.Holds(
        "A file that begins with #! may be executed.",
        from file in Repository.Written
        where !OperatingSystem.IsWindows() && file.Text.StartsWith("#!", StringComparison.Ordinal)
        where !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.FullPath) & UnixFileMode.UserExecute) == 0
        select file.Path);

    private static string? FaultOf(ProjectFile document, string link)
    {
        var parts = Uri.UnescapeDataString(link).Split('#', 2);
        var target = parts[0].Length == 0 ? document.FullPath : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document.FullPath)!, parts[0]));
        if (!File.Exists(target) && !Directory.Exists(target))
        {
            return "is not there";
        }

        return parts.Length == 2 && target.EndsWith(".md", StringComparison.Ordinal) && !Anchors(File.ReadAllLines(target)).Contains(parts[1])
            ? $"has no heading #{parts[1]}"
            : null;
    }

    /// <summary>Headings as links name them: lower case, blanks as hyphens, no punctuation.</summary>
    private static HashSet<string> Anchors(string[] lines) => [.. lines
        .Where(line => line.StartsWith('#'))
        .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'))];

    private static string OutsideFences(ProjectFile document) => Fence().Replace(document.Text, "");

    /// <summary>Lines of shell blocks, indented commands, and commands of dotnet within sentences.</summary>
    private static IEnumerable<string> CommandsIn(ProjectFile document) => Fence().Matches(document.Text)
        .Where(m => ShellLanguages.Contains(m.Groups[1].Value))
        .SelectMany(m => m.Groups[2].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        .Concat(IndentedCommand().Matches(OutsideFences(document)).Select(m => m.Groups[1].Value))
        .Select(line => line.Trim().TrimStart('$').Trim())
        .Where(line => line.Length > 0 && !line.StartsWith('#') && !line.StartsWith("git clone", StringComparison.Ordinal) && !line.StartsWith("cd ", StringComparison.Ordinal))
        .Concat(InlineCommand().Matches(OutsideFences(document)).Select(m => m.Groups[1].Value));

    /// <summary>The words of a command that name something of the project: what follows --project, and words with a slash.</summary>
    private static IEnumerable<string> PathsIn(string command)
    {
        var words = command.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('"', '\'', '`', ';')).ToList();
        return words.Where((word, i) => (i > 0 && words[i - 1] == "--project") || LooksLikeOurs(word));
    }

    private static bool LooksLikeOurs(string word) =>
        word.Contains('/') && word[0] is not ('/' or '~' or '-' or '@' or '$' or '<') && !word.Contains(':') && !word.AsSpan().ContainsAny("$*<>={}?|")
        && !word.StartsWith("data/", StringComparison.Ordinal) && !word.StartsWith("localhost", StringComparison.Ordinal);

    private static bool Exists(string path)
    {
        var full = Path.GetFullPath(Path.Combine(Repository.Root, path));
        return File.Exists(full) || Directory.Exists(full);
    }

    [GeneratedRegex("""\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)""")]
    private static partial Regex LinkIn();

    [GeneratedRegex(@"^[ \t]*```(\w*)[^\n]*\n(.*?)^[ \t]*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?: {4}|\t)((?:dotnet|bash|sh|npm|node|curl|\.\.?/)\b[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex IndentedCommand();

    [GeneratedRegex(@"`((?:warehouse|indicators|etl|api|tests|\.ci)/[^`\s]*)`")]
    private static partial Regex PlaceIn();

    /// <summary>From the first word that stands for something else on.</summary>
    [GeneratedRegex(@"[^/]*[<*{…$].*$")]
    private static partial Regex Placeholder();

    [GeneratedRegex("`(dotnet (?:run|test|build)[^`]*)`")]
    private static partial Regex InlineCommand();
}
