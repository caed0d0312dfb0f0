using Insight.Indicators.Compilation;

namespace Insight.Indicators.Tests.CaseFiles;

/// <summary>
/// Every file of cases/: the compiled statement and the hand-written oracle must both give the expected rows. With INSIGHT_REWRITE_CASES set to a folder,
/// what came out is written there in place of the expected rows, to be looked at and taken over by hand.
/// </summary>
public sealed class CaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "cases");

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yml").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    [TestCaseSource(nameof(Names))]
    public void Compiled_and_hand_written_sql_give_the_expected_rows(string name)
    {
        var file = new CaseFile(Path.Combine(Folder, name + ".yml"));
        using var connection = CaseDatabase.Open(file);
        var compiled = SqlCompiler.Compile(file.Definition(), file.DataSets, file.Division, file.Frequency);
        var expected = file.Expected;
        var actual = CaseTable.Query(connection, compiled.Sql, expected.Columns, file.RequestedAreas);
        Rewrite(file, actual);
        Assert.That(actual.DifferencesFrom(expected), Is.Empty, $"compiled:\n{actual}\n{compiled.Sql}");
        var oracle = CaseTable.Query(connection, file.Oracle, expected.Columns, file.RequestedAreas);
        Assert.That(oracle.DifferencesFrom(expected), Is.Empty, $"oracle:\n{oracle}");
    }

    private static void Rewrite(CaseFile file, CaseTable actual)
    {
        if (Environment.GetEnvironmentVariable("INSIGHT_REWRITE_CASES") is not { Length: > 0 } folder)
        {
            return;
        }

        var text = File.ReadAllText(file.Path);
        var head = text[..text.IndexOf("expected: |\n", StringComparison.Ordinal)];
        var rows = string.Concat(actual.ToString().Split('\n').Select(line => $"  {line}\n"));
        File.WriteAllText(Path.Combine(folder, Path.GetFileName(file.Path)), $"{head}expected: |\n{rows}");
    }
}
