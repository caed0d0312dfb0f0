using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Insight.Etl.Commands;
using Insight.Etl.Tests.Commands;
using Insight.Etl.Tests.Run;

namespace Insight.Etl.Tests.Described;

/// <summary>Follows etl/Sources/README.md as a newcomer would: its files, its commands, its number.</summary>
[TestFixture, NonParallelizable]
public sealed partial class ReadmeExampleTests
{
    [Test]
    public async Task The_example_of_the_README_runs_from_a_file_to_an_explained_number()
    {
        using var folder = new UserFolder();
        Directory.Delete(Path.Combine(folder.Path, "definitions"), recursive: true);
        var files = FileIn().Matches(Readme()).Select(m => (Path: m.Groups[1].Value, Text: m.Groups[2].Value)).ToList();
        Assert.That(files, Has.Count.EqualTo(4));
        files.ForEach(file => folder.Write(file.Path, file.Text));

        Assert.That(await InsightAsync(folder, "check"), Does.Contain("0 faults"));
        Assert.That(await InsightAsync(folder, "run", "upper-secondary"), Does.Contain("25 facts new").And.Contain("is current"));
        Assert.That(await InsightAsync(folder, "explain", "upper-secondary-share", "KU111", "2011", "--lines"), Does.Contain("40.3").And.Contain("https://sotkanet.fi/upper-secondary.csv").And.Contain("upper-secondary.csv:4 KU111 2011"));
    }

    private static async Task<string> InsightAsync(UserFolder folder, params string[] arguments)
    {
        var (exit, output, errors) = await CapturedConsole.InsightAsync(folder.Path, arguments);
        Assert.That(exit, Is.EqualTo(ExitCode.Done), output + errors);
        return output;
    }

    private static string Readme([CallerFilePath] string thisFile = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "etl", "Sources", "README.md"));

    [GeneratedRegex(@"^```\w+ (definitions/\S+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FileIn();
}
