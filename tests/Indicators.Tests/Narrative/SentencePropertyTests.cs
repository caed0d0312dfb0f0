using System.Text.RegularExpressions;
using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;
using Insight.Indicators.Narrative;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Narrative;

/// <summary>What holds for every sentence of some thousand made-up situations, whatever the figures are.</summary>
public sealed partial class SentencePropertyTests
{
    private const int Situations = 1500;
    private const char NoBreakSpace = NarrativeLanguage.NoBreakSpace;

    private static readonly string[] CatalogueUnits =
        ["% työvoimasta", "henkilöä", "päivää / henkilötyövuosi", "kt CO₂e", "t CO₂e / asukas", "indeksi 0–100", "työpaikkaa / 100 työtöntä", "tuntematon yksikkö"];

    private static readonly string[] Statuses = ["", "", "", "provisional", "estimated", "break"];

    private static readonly List<(NarrativeFacts Facts, NarrativeLanguage Language, Sentence Sentence)> Written = Write();

    [Test]
    public void Finnish_and_Swedish_numbers_have_no_decimal_point() =>
        Assert.That(Texts("fi", "sv").Where(text => DecimalPoint().IsMatch(Day().Replace(text, ""))), Is.Empty);

    [Test]
    public void English_numbers_have_no_decimal_comma() => Assert.That(Texts("en").Where(text => DecimalComma().IsMatch(text)), Is.Empty);

    [Test]
    public void The_minus_is_never_a_hyphen() => Assert.That(Texts("fi", "sv", "en").Where(text => HyphenBeforeDigit().IsMatch(text)), Is.Empty);

    [Test]
    public void No_ordinary_blank_stands_within_a_number_or_between_a_number_and_its_unit() => Assert.That(
        Texts("fi", "sv").Where(text => BlankInNumber().IsMatch(text)), Is.Empty);

    [Test]
    public void Digits_stand_only_in_stated_numbers_periods_units_and_names() => Assert.That(
        Written.SelectMany(one => one.Sentence.Pieces).Where(piece => piece.Kind == PieceKind.Words && piece.Text.Any(char.IsDigit)), Is.Empty);

    [Test]
    public void Every_stated_number_is_where_it_says_and_reads_back_as_it_was_written() => Assert.Multiple(() =>
    {
        foreach (var (_, language, sentence) in Written)
        {
            Assert.That(sentence.Numbers, Has.Count.EqualTo(sentence.Pieces.Count(piece => piece.Kind == PieceKind.Number)), sentence.Text);
            foreach (var number in sentence.Numbers)
            {
                Assert.That(sentence.Text.Substring(number.Start, number.Length), Is.EqualTo(number.Text));
                var decimals = number.Text.Contains(language.DecimalMark) ? number.Text.Length - number.Text.IndexOf(language.DecimalMark) - 1 : 0;
                Assert.That(language.Read(number.Text), Is.EqualTo(NarrativeLanguage.Round(number.Figure.Value, decimals)), sentence.Text);
            }
        }
    });

    [Test]
    public void No_number_has_more_than_two_decimals() => Assert.That(
        Written.SelectMany(one => one.Sentence.Numbers.Select(number => (number.Text, one.Language)))
            .Where(number => number.Text.Contains(number.Language.DecimalMark) && number.Text.Length - number.Text.IndexOf(number.Language.DecimalMark) > 3), Is.Empty);

    [Test]
    public void Who_subtracts_the_shown_figures_finds_the_shown_difference() => Assert.Multiple(() =>
    {
        foreach (var (_, language, sentence) in Written.Where(one => one.Sentence.Kind == SentenceKind.Happened))
        {
            var values = sentence.Numbers.Where(number => number.Figure.Kind == FigureKind.Value).Select(number => language.Read(number.Text)).ToList();
            if (sentence.Numbers.FirstOrDefault(number => number.Figure.Kind == FigureKind.Difference) is { } difference)
            {
                Assert.That(Math.Abs(values[0] - values[1]), Is.EqualTo(language.Read(difference.Text)).Within(1e-9), sentence.Text);
            }
        }
    });

    [Test]
    public void A_sentence_is_one_sentence() => Assert.That(
        Written.Select(one => one.Sentence.Text).Where(text => !char.IsUpper(text[0]) || !text.EndsWith('.') || text.Contains("  ") || text.Contains(" .") || text.Contains('{')), Is.Empty);

    [Test]
    public void What_is_estimated_is_about() => Assert.That(
        Written.Where(one => one is { Sentence.Kind: SentenceKind.Happened, Facts.Change.Now: { Status: "estimated", Value: not null } })
            .Where(one => !one.Sentence.Text.Contains(one.Language.Id switch { "fi" => "noin ", "sv" => "omkring ", _ => "about " })).Select(one => one.Sentence.Text), Is.Empty);

    [Test]
    public void A_missing_figure_states_no_number_but_the_target() => Assert.That(
        Written.Where(one => one.Facts.Change.Now.Value is null && one.Sentence.Kind != SentenceKind.Target).SelectMany(one => one.Sentence.Numbers), Is.Empty);

    [Test]
    public void The_same_facts_are_told_in_the_same_words() => Assert.That(
        Written.Take(200).Where(one => Narrator.Write(one.Facts, one.Language).All(again => again.Text != one.Sentence.Text)), Is.Empty);

    [TestCase("fi", "5653200.55", "5 653 200,55")]
    [TestCase("sv", "-1234.5", "−1 234,50")]
    [TestCase("en", "-1234.5", "−1,234.50")]
    [TestCase("fi", "-0.001", "0,00")]
    public void Numbers_are_written_as_the_language_writes_them(string language, string value, string expected) => Assert.That(
        NarrativeLanguage.Of(language).Write(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), 2),
        Is.EqualTo(expected.Replace(' ', NoBreakSpace)));

    [Test]
    public void Writing_and_reading_a_number_gives_it_back()
    {
        var random = new Random(20261122);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var (value, decimals) = ((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(0, 10)), random.Next(0, 4));
                var language = NarrativeLanguage.All[i % 3];
                Assert.That(language.Read(language.Write(value, decimals, signed: i % 2 == 0)), Is.EqualTo(NarrativeLanguage.Round(value, decimals)));
            }
        });
    }

    private static IEnumerable<string> Texts(params string[] languages) =>
        Written.Where(one => languages.Contains(one.Language.Id)).Select(one => one.Sentence.Text);

    private static List<(NarrativeFacts, NarrativeLanguage, Sentence)> Write()
    {
        var random = new Random(20261121);
        return [.. Enumerable.Range(0, Situations).SelectMany(_ =>
        {
            var facts = Facts(random);
            return NarrativeLanguage.All.SelectMany(language => Narrator.Write(facts, language).Select(sentence => (facts, language, sentence)));
        })];
    }

    private static NarrativeFacts Facts(Random random)
    {
        var unit = CatalogueUnits[random.Next(CatalogueUnits.Length)];
        var decimals = random.Next(0, 4);
        var size = Math.Pow(10, random.Next(-1, 7));
        var traits = new IndicatorTraits("i", 1, (Direction)random.Next(3), Variation.Register, 1, decimals, unit.StartsWith('%'));
        var now = Point(random, size, 2025);
        var before = random.Next(5) == 0 ? null : Point(random, size, 2024);
        var area = AreaDirectory.BuiltIn.Areas[random.Next(AreaDirectory.BuiltIn.Areas.Count)];
        var verdict = now.Value is null || before?.Value is null ? Verdict.NotAssessable : (Verdict)random.Next(4);
        return new NarrativeFacts
        {
            Indicator = new NarratedIndicator(random.Next(2) == 0 ? "unemployment-rate" : "other", Same("Mittari"), Same(unit), decimals, random.Next(2) == 0, [Same("Lähde")]),
            Area = area,
            Change = new ChangeVerdict
            {
                Indicator = traits, Area = area.Id, Now = now, Before = before, Verdict = verdict, Test = ChangeTest.UsualVariation,
                Usual = random.Next(2) == 0 ? new UsualVariation(0, 1, new Interval(-size * random.NextDouble(), size), 5, Period.Year(2019), Period.Year(2024)) : null,
                Probability = random.Next(2) == 0 ? random.NextDouble() : null,
                Reason = verdict == Verdict.NotAssessable ? ChangeReasons.TooFewPoints : null,
                Revision = random.NextDouble() * size, IsRevision = verdict == Verdict.UsualVariation && random.Next(3) == 0,
            },
            Peers = random.Next(2) == 0 ? null : Peers(random, traits, area, now, size),
            Target = random.Next(2) == 0 ? null : Target(random, traits, area, now, size),
            Updated = new DateOnly(2026, 11, 21),
        };
    }

    private static SeriesPoint Point(Random random, double size, int year) => random.Next(6) == 0
        ? new(Period.Year(year), null, null, null, ObservationStatus.All[random.Next(4, ObservationStatus.All.Count)].Code)
        : new(random.Next(2) == 0 ? Period.Year(year) : Period.Month(year, random.Next(1, 13)), (random.NextDouble() - 0.3) * size, null, null, Statuses[random.Next(Statuses.Length)]);

    private static PeerPosition Peers(Random random, IndicatorTraits traits, Area area, SeriesPoint now, double size)
    {
        var (better, worse) = (random.Next(3), random.Next(300));
        return new PeerPosition
        {
            Indicator = traits, Area = area.Id, Period = now.Period, Peers = new PeerSet((PeerSetKind)random.Next(7), "p", null, [], []), Members = [],
            Compared = better + worse + 1, Place = now.Value is null ? null : better + 1, Better = better, Worse = worse, Same = 0,
            RankBest = random.Next(2), RankWorst = 1, Quartiles = new Quartiles(0, 0, random.NextDouble() * size, 0, 0), UnweightedMean = null, WeightedMean = null, Caveats = [],
        };
    }

    private static TargetProgress Target(Random random, IndicatorTraits traits, Area area, SeriesPoint now, double size) => new()
    {
        Indicator = traits, Now = now, Outcome = (TargetOutcome)random.Next(5), OnPath = size * random.NextDouble(), RequiredPerYear = -size * random.NextDouble(),
        Target = new Target("t", area.Id, "i", 1, new TargetBaseline(2007, size, "v"), 2030, size * random.NextDouble(), TargetPath.Linear, [], "§ 1", false, Same("")),
        Trend = new Trend(size * random.NextDouble(), new Interval(0, size), 5, Period.Year(2019), Period.Year(2024)), ReachedYear = random.Next(2) == 0 ? 2033 : null,
    };

    private static Dictionary<string, string> Same(string text) => new() { ["fi"] = text, ["sv"] = text, ["en"] = text };

    [GeneratedRegex(@"\d\.\d")]
    private static partial Regex DecimalPoint();

    [GeneratedRegex(@"\b\d{1,2}\.\d{1,2}\.\d{4}\b")]
    private static partial Regex Day();

    [GeneratedRegex(@"\d,(?!\d{3}(?!\d))\d")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"(?<![\p{L}\d])-\d")]
    private static partial Regex HyphenBeforeDigit();

    [GeneratedRegex(@"\d (?:\d{3}|%|prosentt|procent)")]
    private static partial Regex BlankInNumber();
}
