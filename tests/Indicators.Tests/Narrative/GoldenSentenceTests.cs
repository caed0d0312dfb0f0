using Insight.Indicators.Comparison;
using Insight.Indicators.Narrative;

namespace Insight.Indicators.Tests.Narrative;

/// <summary>
/// Every file of narratives/: its sentences in three languages. With INSIGHT_REWRITE_CASES set to a folder, what came out is written there in place of the
/// expected sentences, to be read and taken over by hand.
/// </summary>
public sealed class GoldenSentenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "narratives");

    internal static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yml").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    internal static NarrativeCase Case(string name) => NarrativeCase.Read(Path.Combine(Folder, name + ".yml"));

    [TestCaseSource(nameof(Names))]
    public void A_situation_is_told_in_these_words(string name)
    {
        var told = Case(name);
        var facts = told.Facts();
        var written = NarrativeLanguage.All.ToDictionary(
            language => language.Id,
            language => Narrator.Write(facts, language).Select(sentence => sentence.Text.Replace(NarrativeLanguage.NoBreakSpace, '~')).ToList());
        Rewrite(name, written);
        Assert.Multiple(() =>
        {
            foreach (var (language, sentences) in written)
            {
                Assert.That(string.Join('\n', sentences), Is.EqualTo(told.Expected.GetValueOrDefault(language, "").TrimEnd()), language);
            }
        });
    }

    [Test]
    public void There_are_cases_for_every_outcome()
    {
        var cases = Names.Select(Case).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(cases.Select(one => one.Verdict).Distinct(), Is.SupersetOf(Enum.GetNames<Verdict>()));
            Assert.That(cases.Select(one => one.Target?.Outcome).OfType<string>().Distinct(), Is.SupersetOf(Enum.GetNames<TargetOutcome>()));
            Assert.That(cases.Select(one => one.Peers?.Kind).OfType<string>().Distinct(), Is.SupersetOf(Enum.GetNames<PeerSetKind>()));
        });
    }

    private static void Rewrite(string name, Dictionary<string, List<string>> written)
    {
        if (Environment.GetEnvironmentVariable("INSIGHT_REWRITE_CASES") is not { Length: > 0 } folder)
        {
            return;
        }

        var text = File.ReadAllText(Path.Combine(Folder, name + ".yml"));
        var head = text[..text.IndexOf("expected:", StringComparison.Ordinal)];
        var sentences = string.Concat(written.Select(one => $"  {one.Key}: |\n{string.Concat(one.Value.Select(line => $"    {line}\n"))}"));
        File.WriteAllText(Path.Combine(folder, name + ".yml"), $"{head}expected:\n{sentences}");
    }
}
