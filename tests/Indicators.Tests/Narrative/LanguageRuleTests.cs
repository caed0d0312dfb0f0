using System.Text.RegularExpressions;
using Insight.Indicators.Definitions;
using Insight.Indicators.Narrative;

namespace Insight.Indicators.Tests.Narrative;

/// <summary>What the stored texts must keep to: no causes, three languages alike, words for every unit and indicator of the catalogue.</summary>
public sealed partial class LanguageRuleTests
{
    /// <summary>Words that say that one thing made another happen, as beginnings of words.</summary>
    private static readonly Dictionary<string, string[]> Causal = new()
    {
        ["fi"] = ["johtu", "ansios", "takia", "vuoksi", "seurau", "aiheut", "vaikut", "syynä", "koska", "myötä", "edist", "hidast"],
        ["sv"] = ["på grund av", "beror", "berodde", "tack vare", "leder till", "ledde till", "orsak", "till följd", "eftersom", "påverk", "genom att"],
        ["en"] = ["because", "due to", "caus", "thanks to", "as a result", "led to", "leads to", "driven by", "owing to", "affect", "since then"],
    };

    private static readonly Catalog Catalogue = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All);

    [Test]
    public void No_template_names_a_cause([Values("fi", "sv", "en")] string language) => Assert.That(
        Phrases.All.Where(one => Causal[language].Any(word => Regex.IsMatch(one.Value[language], $@"\b{word}", RegexOptions.IgnoreCase))).Select(one => one.Key),
        Is.Empty, "Figures that move together prove no cause; say what is seen.");

    [Test]
    public void Every_template_has_three_languages_with_the_same_slots() => Assert.Multiple(() =>
    {
        foreach (var (key, texts) in Phrases.All)
        {
            Assert.That(texts.Keys, Is.EquivalentTo(new[] { "fi", "sv", "en" }), key);
            Assert.That(texts.Values.Select(SlotsOf).Distinct().Count(), Is.EqualTo(1), $"{key}: {string.Join(" | ", texts.Values.Select(SlotsOf))}");
        }
    });

    [Test]
    public void Every_unit_of_the_catalogue_has_words() => Assert.That(
        Catalogue.Definitions.Where(one => !Amount.IsStored(one.Unit.Names["fi"])).Select(one => $"{one.Id}: '{one.Unit.Names["fi"]}'"),
        Is.Empty, "Write how the unit is said in a sentence into indicators/Narrative/units.yml, with the definition's Finnish label as the key.");

    [Test]
    public void Every_indicator_of_the_catalogue_can_be_a_subject() => Assert.That(
        Catalogue.Definitions.Select(one => one.Id).Except(Subject.Known), Is.Empty,
        "Write how the indicator is called in a sentence into indicators/Narrative/subjects.yml; until then sentences call it by its name in quotation marks.");

    [Test]
    public void A_subject_does_not_say_again_what_the_unit_says() => Assert.Multiple(() =>
    {
        foreach (var one in Catalogue.Definitions.Where(one => Subject.Known.Contains(one.Id) && one.Unit.Id != "percent"))
        {
            foreach (var language in NarrativeLanguage.All)
            {
                var unit = LastWord().Match(one.Unit.Names[language.Id]).Value;
                var subject = Subject.Of(one.Id, "", language).Words;
                Assert.That(unit.Length > 0 && Regex.IsMatch(subject, $@"\b{Regex.Escape(unit)}\b", RegexOptions.IgnoreCase), Is.False, $"{one.Id}: {subject} … {one.Unit.Names[language.Id]}");
            }
        }
    });

    [TestCase("fi", "2018", "vuonna 2018", "vuodelta 2018", "vuoden 2018")]
    [TestCase("fi", "2026-01", "tammikuussa 2026", "tammikuulta 2026", "tammikuun 2026")]
    [TestCase("fi", "2026-06", "kesäkuussa 2026", "kesäkuulta 2026", "kesäkuun 2026")]
    [TestCase("fi", "2025-Q1", "vuoden 2025 ensimmäisellä neljänneksellä", "vuoden 2025 ensimmäiseltä neljännekseltä", "vuoden 2025 ensimmäisen neljänneksen")]
    [TestCase("fi", "2025-Q2", "vuoden 2025 toisella neljänneksellä", "vuoden 2025 toiselta neljännekseltä", "vuoden 2025 toisen neljänneksen")]
    [TestCase("fi", "2025-Q3", "vuoden 2025 kolmannella neljänneksellä", "vuoden 2025 kolmannelta neljännekseltä", "vuoden 2025 kolmannen neljänneksen")]
    [TestCase("fi", "2025-Q4", "vuoden 2025 neljännellä neljänneksellä", "vuoden 2025 neljänneltä neljännekseltä", "vuoden 2025 neljännen neljänneksen")]
    [TestCase("sv", "2018", "år 2018", "för år 2018", "för år 2018")]
    [TestCase("sv", "2026-12", "i december 2026", "för december 2026", "för december 2026")]
    [TestCase("sv", "2025-Q3", "under tredje kvartalet 2025", "för tredje kvartalet 2025", "för tredje kvartalet 2025")]
    [TestCase("en", "2026-05", "in May 2026", "for May 2026", "for May 2026")]
    [TestCase("en", "2025-Q2", "in the second quarter of 2025", "for the second quarter of 2025", "for the second quarter of 2025")]
    public void Periods_are_inflected_and_months_begin_small(string language, string period, string when, string figure, string genitive)
    {
        var words = PeriodWords.Write(Warehouse.Periods.Period.Parse(period), NarrativeLanguage.Of(language));
        Assert.That((words.In, words.For, words.Of), Is.EqualTo((when, figure, genitive)));
    }

    [Test]
    public void All_Finnish_months_are_there() => Assert.That(
        Enumerable.Range(1, 12).Select(month => PeriodWords.Write(Warehouse.Periods.Period.Month(2026, month), NarrativeLanguage.Finnish).Name),
        Is.EqualTo(new[]
        {
            "tammikuu 2026", "helmikuu 2026", "maaliskuu 2026", "huhtikuu 2026", "toukokuu 2026", "kesäkuu 2026",
            "heinäkuu 2026", "elokuu 2026", "syyskuu 2026", "lokakuu 2026", "marraskuu 2026", "joulukuu 2026",
        }));

    /// <summary>The slots of a template by name; the form of a place does not count.</summary>
    private static string SlotsOf(string template) => string.Join(
        ' ', Slot().Matches(template).Select(match => PlaceForm().Replace(match.Groups[1].Value, "place")).Distinct().Order());

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex Slot();

    [GeneratedRegex("^(in|from|(of|in|name)-area|(at|name)-(highest|lowest))$")]
    private static partial Regex PlaceForm();

    [GeneratedRegex(@"\p{L}+$")]
    private static partial Regex LastWord();
}
