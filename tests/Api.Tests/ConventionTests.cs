using System.Text.RegularExpressions;

namespace Api.Tests;

/// <summary>Rules on the api's own files.</summary>
[TestFixture]
internal sealed class ConventionTests
{
    private static readonly string Api = Path.Combine(Repository.Root, "api");

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Api, "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Api, f).Replace('\\', '/'))
        .Where(f => !f.StartsWith("bin/", StringComparison.Ordinal) && !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("dashboard/", StringComparison.Ordinal));

    [Test]
    public void Only_Program_and_Loads_use_what_loads_data()
    {
        var users = Files.Where(f => Regex.IsMatch(File.ReadAllText(Path.Combine(Api, f)), @"\bInsight\.Etl\b"));
        Assert.That(users.Where(f => f != "Program.cs" && !f.StartsWith("Loads/", StringComparison.Ordinal)), Is.Empty,
            "The reading side must be able to run where nothing is loaded; move this to api/Loads, or take it from warehouse.");
    }

    [Test]
    public void Program_stays_short() =>
        Assert.That(File.ReadLines(Path.Combine(Api, "Program.cs")).Count(), Is.LessThanOrEqualTo(100), "Move what does not fit into api/Server or a slice.");
}
