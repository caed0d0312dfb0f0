using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Sources;

/// <summary>A backfill asks for chosen periods only.</summary>
[TestFixture]
internal sealed class ChosenPeriodsTests
{
    [TestCase("2018", "2018-12", true)]
    [TestCase("2018..2020", "2021", false)]
    [TestCase("2018-03..2018-09", "2018-03", true)]
    [TestCase("2018-03..2018-09", "2018", false)]
    [TestCase("2018-Q1", "2018-03", true)]
    public void A_period_lies_within_or_not(string chosen, string period, bool isWithin) =>
        Assert.That(ChosenPeriods.Parse(chosen).Contains(Period.Parse(period)), Is.EqualTo(isWithin));

    [TestCase("soon")]
    [TestCase("2020..2018")]
    [TestCase("2018..2019..2020")]
    public void What_is_no_period_is_refused(string text) =>
        Assert.That(() => ChosenPeriods.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("2018..2020"));

    [TestCase("sotkanet", "2009", "years=2009", "years=2010")]
    [TestCase("statfin", "2026-06", "12r5", "1001")]
    public async Task A_producer_is_asked_for_them_only(string id, string periods, string asked, string notAsked)
    {
        var source = SourceCatalog.Load(SourceCatalog.BundledFolder).Find(id);
        var (all, some) = (await NamesAsync(source), await NamesAsync(source with { Periods = ChosenPeriods.Parse(periods) }));
        Assert.That(some.Count, Is.LessThanOrEqualTo(all.Count).And.GreaterThan(0));
        Assert.That(string.Join(' ', some), Does.Contain(asked));
        Assert.That(some, Has.None.Contains(notAsked));
    }

    private static async Task<List<string>> NamesAsync(SourceDefinition source)
    {
        var folder = Directory.CreateTempSubdirectory("insight-periods-").FullName;
        try
        {
            var origin = new AskedOrigin(new RecordedOrigin(source, new LandingStore(folder, TimeProvider.System)));
            await foreach (var _ in Connectors.All.For(source).FetchAsync(source, origin, CancellationToken.None))
            {
            }

            return origin.Asked;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class AskedOrigin(IPayloadOrigin inner) : IPayloadOrigin
    {
        public List<string> Asked { get; } = [];

        public bool Has(string name) => inner.Has(name);

        public Task<LandedFile> LandAsync(PayloadRequest request, CancellationToken cancellationToken)
        {
            if (request.JsonBody is not null || request.Url.Contains('?', StringComparison.Ordinal))
            {
                // Not what only describes the figures.
                Asked.Add(request.Url);
            }

            return inner.LandAsync(request, cancellationToken);
        }
    }
}
