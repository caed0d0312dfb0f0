using System.Text.RegularExpressions;

namespace Insight.Conventions.Tests;

/// <summary>What is never written into the project. The words are put together here, so that this file does not hold them either.</summary>
public sealed class ForbiddenTextTests
{
    private static readonly string[] RegistryHosts =
    [
        "registry." + "npmjs", "registry." + "yarnpkg", "npm.pkg." + "github", "npm" + "mirror", "api." + "nuget", "www." + "nuget", "nuget.pkg." + "github",
        "pypi." + "org", "python" + "hosted", "static." + "crates.io", "jfrog" + ".io", "artifact" + "ory", "pkgs." + "dev.azure", "pkgs." + "visualstudio",
        "repo." + "maven", "proxy." + "golang", "deb." + "debian",
    ];

    private static readonly Regex MachinePath = new(
        $@"(?<![\w.:/-])(/(?:work|root)/|/(?:home|Users)/\w+/|[A-Z]:\\\\?(?:Users|{"wo" + "rk"})\\)", RegexOptions.CultureInvariant);

    private static readonly Regex LeftOver = new($@"\b({string.Join('|', "TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception")})\b", RegexOptions.CultureInvariant);

    private static readonly Regex EmptySummary = new(@"<summary>(\s|///)*</summary>", RegexOptions.CultureInvariant);

    [Test]
    public void No_package_registry_is_named() => Rule.Holds(
        "No file names a package registry: where packages come from is the machine's own setting.",
        from place in LinesOf(Repository.Files.Where(f => f.IsText))
        where RegistryHosts.Any(host => place.Text.Contains(host, StringComparison.OrdinalIgnoreCase))
        select place.ToString());

    [Test]
    public void No_path_of_a_machine_is_named()
    {
        var here = new[] { Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) }
            .Where(path => path.Length > 1).Select(path => path.TrimEnd('/', '\\') + Path.DirectorySeparatorChar).ToList();
        Rule.Holds(
            "No file names a path of the machine on which it was written.",
            from place in LinesOf(Repository.Files.Where(f => f.IsText))
            where MachinePath.IsMatch(place.Text) || here.Exists(path => place.Text.Contains(path, StringComparison.Ordinal))
            select place.ToString());
    }

    [Test]
    public void Nothing_is_left_to_be_done_in_code() => Rule.Holds(
        "Code holds no notes of what is still to be done: do it, or open an issue.",
        from place in LinesOf(Repository.Files.Where(f => f.Extension is ".cs" or ".ts" or ".tsx" or ".mjs" or ".sql"))
        where LeftOver.IsMatch(place.Text)
        select place.ToString());

    [Test]
    public void No_comment_is_empty() => Rule.Holds(
        "A documentation comment says something, or is not there.",
        from file in Repository.CSharp
        where EmptySummary.IsMatch(file.Text)
        select file.Path);

    [Test]
    public void Tests_do_not_sleep()
    {
        var sleep = "Thread." + "Sleep(";
        Rule.Holds(
            "A test waits for an event, never for time to pass.",
            from place in LinesOf(Repository.CSharp.Where(f => f.Path.StartsWith("tests/", StringComparison.Ordinal)))
            where place.Text.Contains(sleep, StringComparison.Ordinal)
            select place.ToString());
    }

    private static IEnumerable<Place> LinesOf(IEnumerable<ProjectFile> files) =>
        files.SelectMany(f => f.Lines.Select((text, i) => new Place(f.Path, i + 1, text)));

    private sealed record Place(string Path, int Line, string Text)
    {
        public override string ToString() => $"{Path}:{Line}: {(Text.Length > 160 ? Text[..160] + " …" : Text).Trim()}";
    }
}
