using Insight.Etl.Sources.Sotkanet;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Tests.Sotkanet;

/// <summary>The recorded figures of Sotkanet, from the payload's bytes to staged rows.</summary>
public sealed class SotkanetGoldenTests
{
    private BundledSource sotkanet = null!;

    [OneTimeSetUp]
    public void Load() => sotkanet = new BundledSource("sotkanet");

    [OneTimeTearDown]
    public void Clean() => sotkanet.Dispose();

    [TestCase("KU098", "2009", 21845)]
    [TestCase("KU283", "2009", 2126)]
    [TestCase("KU398", "2009", 100854)]
    [TestCase("KU532", "2009", 15065)]
    [TestCase("KU560", "2009", 16353)]
    [TestCase("KU111", "2009", 20374)]
    [TestCase("KU016", "2009", 8551)]
    [TestCase("KU142", "2009", 7044)]
    [TestCase("KU316", "2009", 4875)]
    [TestCase("KU576", "2009", 3448)]
    [TestCase("KU781", "2009", 4391)]
    [TestCase("KU081", "2009", 3388)]
    [TestCase("MK07", "2009", 201270)]
    [TestCase("SK071", "2009", 201270)]
    [TestCase("SSS", "2009", 5351427)]
    [TestCase("KU016", "1990", 8822)]
    [TestCase("KU098", "2012", null)]
    public void A_population_is_what_the_producer_published(string area, string year, double? persons)
    {
        var figure = sotkanet.Staging.Figure("sotkanet-population", "population", area, year);
        Assert.That(figure?.Value, persons is null ? Is.GreaterThan(20_000) : Is.EqualTo(persons));
    }

    [Test]
    public void Municipalities_that_no_longer_exist_keep_their_own_figures()
    {
        Assert.That(AreaDirectory.BuiltIn.TryById("KU532", out var nastola) && nastola.ValidTo == new DateOnly(2016, 1, 1), Is.True);
        Assert.That(AreaDirectory.BuiltIn.TryById("KU283", out var hämeenkoski) && hämeenkoski.ValidTo == new DateOnly(2016, 1, 1), Is.True);
        Assert.That(Enumerable.Range(1990, 23).Select(year => sotkanet.Staging.Figure("sotkanet-population", "population", "KU532", $"{year}")), Has.None.Null);
    }

    [TestCase("social-assistance", "rate", 7)]
    [TestCase("low-income", "rate", 16.9)]
    [TestCase("net-migration", "rate", -3.4)]
    [TestCase("depression-medication", "rate", 88.1)]
    [TestCase("sickness-allowance", "rate", 106.9)]
    [TestCase("young-outside-education", "rate", 12.7)]
    [TestCase("structural-unemployment", "rate", 6)]
    [TestCase("gini", "rate", 24.8)]
    [TestCase("unemployment", "rate", 14.6)]
    [TestCase("moved-in", "moved_in", 776)]
    [TestCase("moved-out", "moved_out", 846)]
    [TestCase("working-age", "share", 62)]
    public void A_figure_of_Heinola_2009_is_what_the_producer_published(string dataSet, string measure, double figure) =>
        Assert.That(sotkanet.Staging.Figure("sotkanet-" + dataSet, measure, "KU111", "2009"), Is.EqualTo(Measured.Of(figure)));

    [Test]
    public void A_year_without_an_election_has_no_row()
    {
        Assert.That(sotkanet.Staging.Figure("sotkanet-election-turnout", "rate", "KU098", "2012"), Is.EqualTo(Measured.Of(61.1)));
        Assert.That(sotkanet.Staging.Figure("sotkanet-election-turnout", "rate", "KU098", "2011"), Is.Null);
        Assert.That(sotkanet.Staging.Table("sotkanet-election-turnout").RowCount, Is.EqualTo(7 * 6), "six elections from 1992 to 2012");
    }

    [Test]
    public void Every_row_names_the_payload_that_its_figures_came_from()
    {
        var requests = SotkanetRequest.Read(sotkanet.Definition).ToLookup(r => r.DataSet.Id, r => r.PayloadName);
        foreach (var table in sotkanet.Staging.Tables)
        {
            Assert.That(table.Files.Select(f => f.Name), Is.SubsetOf(requests[table.DataSet.Id]), table.DataSet.Id);
        }
    }

    [Test]
    public void All_rows_are_staged_merged_or_left_out_with_a_reason_and_three_regions_are_unknown()
    {
        Assert.That(sotkanet.Staging.Table("sotkanet-population").RowCount, Is.EqualTo(317 + 19 + 70 + 1 + (7 * 22)));
        Assert.That(sotkanet.Staging.Quarantine.Rows.Select(r => (r.File, r.Column, r.Value)), Is.EqualTo(new[]
        {
            ("population-2009.127.json", "region", "455"), ("population-2009.127.json", "region", "456"), ("population-2009.127.json", "region", "730"),
        }));
        Assert.That(sotkanet.Staging.Ignored.Values.Sum(), Is.EqualTo(466 - 407 - 3));
        Assert.That(sotkanet.Staging.RowsRead, Is.EqualTo(466 + (7 * 22) + 1036 + 147 + 154 + 154 + 154 + 161));
    }

    [Test]
    public void Years_are_asked_for_one_parameter_each() => Assert.That(
        sotkanet.Files.Single(f => f.Name == "wellbeing.3071.json").Manifest.Url,
        Is.EqualTo("https://sotkanet.fi/rest/1.1/json?indicator=3071&years=2006&years=2007&years=2008&years=2009&years=2010&years=2011&genders=total"));
}
