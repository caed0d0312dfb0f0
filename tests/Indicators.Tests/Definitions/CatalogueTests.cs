using Insight.Indicators.Definitions;

namespace Insight.Indicators.Tests.Definitions;

/// <summary>
/// The agreed catalogue: 67 indicators of five themes, with the class by which they are added up, the direction and the shortest period. Where the
/// catalogue allows two classes (from counts where they are published, else from rates), either is right.
/// </summary>
public sealed class CatalogueTests
{
    private const string Agreed = """
        climate ghg-total-hinku SUM lower year
        climate ghg-per-capita-hinku RATIO lower year
        climate ghg-change-since-2007 RATIO lower year
        climate ghg-road-transport-per-capita RATIO lower year
        climate ghg-heating-per-capita RATIO lower year
        climate ghg-agriculture SUM lower year
        climate ghg-waste-per-capita RATIO lower year
        climate ghg-effort-sharing-total SUM lower year
        climate emission-compensation SUM neutral year
        climate final-energy-per-capita RATIO lower year
        climate oil-heated-building-share RATIO lower year
        climate electric-car-share RATIO higher quarter
        climate municipal-building-energy-intensity RATIO lower year
        climate surface-water-good-status-share RATIO higher year
        employment unemployment-rate RATIO lower month
        employment youth-unemployment-rate RATIO|WEIGHTED lower year
        employment youth-unemployed-count SUM lower month
        employment long-term-unemployed-share RATIO lower month
        employment long-term-unemployed-rate RATIO lower month
        employment older-unemployed-share RATIO neutral month
        employment structural-unemployment-rate RATIO|WEIGHTED lower year
        employment employment-rate-18-64 RATIO higher year
        employment vacancies-per-100-unemployed RATIO higher month
        employment activation-rate RATIO higher month
        employment young-outside-education RATIO|WEIGHTED lower year
        employment tertiary-education-share RATIO higher year
        employment job-self-sufficiency RATIO higher year
        employment economic-dependency-ratio RATIO lower year
        employment unemployment-benefit-municipal-cost RATIO lower year
        residents morbidity-index NOT-AGGREGABLE lower year
        residents child-low-income-rate RATIO|WEIGHTED lower year
        residents low-income-rate RATIO|WEIGHTED lower year
        residents social-assistance-recipients RATIO|WEIGHTED lower year
        residents pupils-without-close-friend WEIGHTED lower year
        residents pupils-anxiety WEIGHTED lower year
        residents pupils-bullied-weekly WEIGHTED lower year
        residents pupils-low-exercise WEIGHTED lower year
        residents adults-lonely NOT-AGGREGABLE lower year
        residents disability-pension-25-64 RATIO|WEIGHTED lower year
        residents mental-health-disability-pension RATIO|WEIGHTED lower year
        residents violent-offences-per-1000 RATIO lower year
        residents fall-care-episodes-65-plus RATIO|WEIGHTED lower year
        residents living-alone-75-plus RATIO|WEIGHTED neutral year
        residents municipal-election-turnout RATIO|WEIGHTED higher year
        residents net-migration-per-1000 RATIO higher year
        residents health-promotion-capacity NOT-AGGREGABLE higher year
        workforce htv2 SUM neutral month
        workforce sickness-absence-days-per-fte RATIO lower month
        workforce sickness-absence-rate RATIO lower month
        workforce zero-absence-share RATIO higher year
        workforce short-absence-spells-per-fte RATIO lower month
        workforce long-absence-person-share RATIO lower year
        workforce work-accident-frequency RATIO lower quarter
        workforce sickness-absence-cost-per-fte RATIO lower month
        workforce disability-pension-payment-rate RATIO lower year
        workforce work-ability-cost-rate RATIO lower year
        workforce permanent-staff-exit-rate RATIO neutral year
        workforce staff-aged-55-plus-share RATIO neutral year
        workforce work-wellbeing-index RATIO higher year
        workforce development-discussion-coverage RATIO higher year
        digital roadmap-measures-on-track RATIO higher quarter
        digital digital-maturity-mean RATIO|NOT-AGGREGABLE higher year
        digital survey-response-rate RATIO higher year
        digital case-lead-time-median POOLED lower month
        digital cases-within-target-share RATIO higher month
        digital automated-run-success-rate RATIO higher month
        digital hours-saved SUM higher month
        """;

    private static readonly Catalog Catalog = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All).ThrowIfInvalid();

    private static IEnumerable<TestCaseData> Indicators => Agreed.Split('\n').Select(line => line.Split(' ')).Select(words => new TestCaseData([.. words]).SetArgDisplayNames(words[1]));

    [TestCaseSource(nameof(Indicators))]
    public void An_agreed_indicator_is_defined_as_agreed(string theme, string id, string aggregation, string direction, string period)
    {
        Assert.That(Catalog.TryFind(id, out var definition), Is.True, $"{id} is missing; write indicators/catalog/{theme}/{id}.yml");
        var json = DefinitionJson.ToJson(definition!);
        Assert.Multiple(() =>
        {
            Assert.That(definition!.Theme, Is.EqualTo(theme));
            Assert.That(aggregation.Split('|'), Does.Contain(json["aggregation"]!.ToString()));
            Assert.That(json["direction"]!.ToString(), Is.EqualTo(direction));
            Assert.That(json["frequencies"]!.AsArray().Select(f => f!.ToString()), Does.Contain(period));
            Assert.That(new[] { "fi", "sv", "en" }.Where(language => string.IsNullOrWhiteSpace(definition.Names[language]) || string.IsNullOrWhiteSpace(definition.Descriptions[language])), Is.Empty);
            Assert.That((json["owner"]!.ToString(), json["sources"]!.AsArray().Count), Is.Not.EqualTo(("", 0)));
            Assert.That((int)json["lag_days"]!, Is.GreaterThanOrEqualTo(0));
        });
    }

    [TestCase("climate", 14)]
    [TestCase("employment", 15)]
    [TestCase("residents", 17)]
    [TestCase("workforce", 14)]
    [TestCase("digital", 7)]
    public void A_theme_of_the_agreed_catalogue_has_so_many(string theme, int count) =>
        Assert.That(Agreed.Split('\n').Count(line => line.StartsWith(theme + " ", StringComparison.Ordinal)), Is.EqualTo(count));

    [Test]
    public void There_are_sixty_seven() => Assert.That(Agreed.Split('\n').Select(line => line.Split(' ')[1]).Distinct().Count(), Is.EqualTo(67));
}
