using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Sotkanet;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Sotkanet;

public sealed class SotkanetTests
{
    private const string Settings = """
        requests:
          - {name: pop, dataset: people, years: "2009, 2011..2012", indicator: 127, value: population, count: births}
          - {name: more, dataset: people, years: 2013, indicator: 127, value: population, count: births}
          - {name: rate, dataset: by-sex, years: all, indicator: 128, value: persons, genders: [total, female]}
        ignore_categories: {ERVA: not an area of ours}
        """;

    private const string Regions = """
        [{"id":9,"code":"016","category":"KUNTA","title":{"fi":"Asikkala"}},{"id":515,"code":"016","category":"SEUTUKUNTA","title":{"fi":"Loviisan seutukunta"}},
         {"id":44,"code":"111","category":"KUNTA"},{"id":550,"code":"111","category":"SEUTUKUNTA"},{"id":493,"code":"07","category":"MAAKUNTA"},
         {"id":658,"code":"358","category":"MAA"},{"id":975,"code":"9","category":"HYVINVOINTIALUE"},{"id":700,"code":"1","category":"ERVA"},
         {"id":701,"code":"1","category":"PLANEETTA"},{"id":702,"code":"999","category":"KUNTA"}]
        """;

    private PayloadFolder folder = null!;
    private SourceDefinition source = null!;
    private StagingArea staging = null!;

    [SetUp]
    public void Prepare() => Open(Settings);

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public async Task Regions_and_descriptions_come_first_and_years_are_repeated_parameters()
    {
        var origin = new CannedOrigin(folder, new Dictionary<string, string>
        {
            ["regions.json"] = Regions, ["pop.127.json"] = "[]", ["more.127.json"] = "[]", ["rate.128.json"] = "[]",
            ["indicator-127.json"] = """{"id":127,"range":{"start":1990,"end":2024}}""", ["indicator-128.json"] = """{"id":128,"range":{"start":2021,"end":2023}}""",
        });
        await foreach (var _ in new SotkanetConnector().FetchAsync(source, origin, default))
        {
        }

        Assert.That(origin.Asked.Select(a => a.Url), Is.EqualTo(new[]
        {
            "regions", "indicators/127", "json?indicator=127&years=2009&years=2011&years=2012&genders=total",
            "json?indicator=127&years=2013&genders=total", "indicators/128", "json?indicator=128&years=2021&years=2022&years=2023&genders=total&genders=female",
        }));
    }

    [TestCase("""{"region":"REGION","indicator":"127","primary value":"2406.5","gender":"total","year":"2009"}""")]
    [TestCase("""{"indicator":127,"region":REGION,"year":2009,"gender":"total","value":2406.5}""")]
    public void Both_dialects_say_the_same(string figure) =>
        Assert.That(Stage($"[{figure.Replace("REGION", "9")}]"), Is.EqualTo(new[] { "KU016 2009: 2406.5 unknown" }));

    [TestCase(9, "KU016")]
    [TestCase(515, "SK016")]
    [TestCase(44, "KU111")]
    [TestCase(550, "SK111")]
    [TestCase(493, "MK07")]
    [TestCase(658, "SSS")]
    [TestCase(975, "HVA09")]
    public void Category_and_code_together_say_what_area_it_is(int region, string area) => Assert.That(Stage(Figures((region, 2009, "1")))[0], Does.StartWith(area + " 2009"));

    [Test]
    public void A_region_is_known_by_the_landed_list_and_not_by_its_number() =>
        Assert.That(Stage(Figures((9, 2009, "1")), Regions.Replace("\"id\":9,", "\"id\":12345,").Replace("\"id\":44,", "\"id\":9,"))[0], Does.StartWith("KU111 2009"));

    [TestCase(4711, "'4711' is not in regions.json, so nobody knows what area it is.")]
    [TestCase(701, "'701' is PLANEETTA 1, which is not an area that we know.")]
    [TestCase(702, "'702' is KUNTA 999, which is not an area that we know.")]
    public void A_region_that_is_no_area_of_ours_goes_to_quarantine(int region, string reason)
    {
        Assert.That(Stage(Figures((9, 2009, "1"), (region, 2009, "2"))), Has.Count.EqualTo(1));
        var refused = staging.Quarantine.Rows.Single();
        Assert.That((refused.File, refused.Line, refused.Column, refused.Reason), Is.EqualTo(("pop.127.json", 2L, "region", reason)));
    }

    [Test]
    public void A_category_that_the_settings_leave_out_is_counted_with_the_reason()
    {
        Assert.That(Stage(Figures((700, 2009, "1"))), Is.Empty);
        Assert.That(staging.Ignored, Is.EqualTo(new Dictionary<string, long> { ["not an area of ours"] = 1 }));
    }

    [TestCase("\"2,5\"", "total", "2009", "value", "'2,5' is not a number with a decimal point.")]
    [TestCase("\"NaN\"", "total", "2009", "value", "'NaN' is not a number with a decimal point.")]
    [TestCase("1", "male", "2009", "gender", "'male' was not asked for (total was).")]
    [TestCase("1", "total", "2009-10", "year", "'2009-10' is not a year.")]
    public void A_figure_that_is_not_as_documented_goes_to_quarantine(string value, string gender, string year, string column, string reason)
    {
        Assert.That(Stage($$"""[{"indicator":127,"region":9,"year":"{{year}}","gender":"{{gender}}","value":{{value}}}]"""), Is.Empty);
        var refused = staging.Quarantine.Rows.Single();
        Assert.That((refused.Column, refused.Reason), Is.EqualTo((column, reason)));
    }

    [TestCase("""{"indicator":127,"region":9,"year":2009,"gender":"total","value":2406.5,"absValue":77}""", "KU016 2009: 2406.5 77")]
    [TestCase("""{"indicator":"127","region":"9","year":"2009","gender":"total","primary value":"2406.5","absolute value":"77"}""", "KU016 2009: 2406.5 77")]
    [TestCase("""{"indicator":127,"region":9,"year":2009,"gender":"total","value":0,"absValue":0}""", "KU016 2009: 0 0")]
    [TestCase("""{"indicator":127,"region":9,"year":2009,"gender":"total","value":2406.5,"absValue":null}""", "KU016 2009: 2406.5 unknown")]
    public void The_count_behind_a_figure_is_taken_where_it_is_published(string figure, string row) => Assert.That(Stage($"[{figure}]"), Is.EqualTo(new[] { row }));

    [Test]
    public void A_count_that_is_no_number_spoils_its_row()
    {
        Assert.That(Stage("""[{"indicator":127,"region":9,"year":2009,"gender":"total","value":1,"absValue":"1 200"}]"""), Is.Empty);
        Assert.That(staging.Quarantine.Rows.Single().Column, Is.EqualTo("absValue"));
    }

    [Test]
    public void Genders_are_the_members_of_sex_and_one_that_was_not_asked_for_goes_to_quarantine()
    {
        Stage("[]", rest: """
            [{"indicator":128,"region":9,"year":2021,"gender":"total","value":7},{"indicator":128,"region":9,"year":2021,"gender":"female","value":8},
             {"indicator":128,"region":9,"year":2021,"gender":"male","value":6}]
            """);
        var table = staging.Table("by-sex");
        Assert.That(table.BreakdownColumn(0).Zip(table.MeasureColumn(0)), Is.EqualTo(new[] { ("total", Measured.Of(7)), ("female", Measured.Of(8)) }));
        Assert.That(staging.Quarantine.Rows.Single().Reason, Is.EqualTo("'male' was not asked for (total, female was)."));
    }

    [Test]
    public void Two_indicators_cannot_share_a_data_set_so_that_every_figure_names_its_own_payload()
    {
        Clean();
        Open(Settings.Replace("years: 2013, indicator: 127", "years: 2013, indicator: 2616"));
        Assert.That(() => new SotkanetConnector().CheckSettings(source), Throws.TypeOf<SettingsException>().With.Message.Contains(
            "data set 'people' takes the figures of indicator 127 already; give 2616 a data set of its own, so that every figure names its own payload."));
    }

    [Test]
    public void A_figure_that_comes_twice_counts_once_and_one_that_differs_goes_to_quarantine()
    {
        Assert.That(Stage(Figures((9, 2009, "1"), (9, 2009, "1"), (9, 2009, "2.5"))), Is.EqualTo(new[] { "KU016 2009: 1 unknown" }));
        Assert.That(staging.Ignored["the same figure was delivered before"], Is.EqualTo(1));
        Assert.That(staging.Quarantine.Rows.Single().Reason, Is.EqualTo("'2.5' differs from 1, which was delivered before for KU016 in 2009."));
    }

    [Test]
    public void A_figure_without_a_value_is_missing_for_an_unknown_reason() => Assert.That(Stage(Figures((9, 2009, "null"))), Is.EqualTo(new[] { "KU016 2009: unknown unknown" }));

    [TestCase("""[{"indicator":128,"region":9,"year":2009,"gender":"total","value":1}]""", "has a figure of indicator 128 at position 1, while 127 was asked for")]
    [TestCase("""[{"indicator":127,"region":9,"year":2009,"gender":"total"}]""", "has no 'primary value'")]
    [TestCase("""{"error":"years"}""", "has no list of figures")]
    [TestCase("""[{"indicator":127,"region":9,""", "is not whole JSON")]
    [TestCase("<html>403 Forbidden</html>", "it is a web page")]
    public void A_payload_of_another_shape_is_refused_whole(string payload, string message) =>
        Assert.That(() => Stage(payload), Throws.TypeOf<PayloadException>().With.Message.Contains(message).And.Message.Contains("pop.127.json"));

    [TestCase("""[{"id":9,"code":"016"}]""", "has no 'category'")]
    [TestCase("""[{"id":9,"code":"016","category":"KUNTA"},{"id":9,"code":"111","category":"KUNTA"}]""", "gives the id 9 to two regions")]
    public void A_list_of_regions_of_another_shape_is_refused(string regions, string message) =>
        Assert.That(() => Stage("[]", regions), Throws.TypeOf<PayloadException>().With.Message.Contains(message).And.Message.Contains("regions.json"));

    [Test]
    public void A_description_of_another_indicator_is_refused()
    {
        var origin = new CannedOrigin(folder, new Dictionary<string, string> { ["regions.json"] = Regions, ["indicator-127.json"] = """{"id":4404,"range":{"start":1990,"end":2024}}""" });
        Assert.That(async () =>
        {
            await foreach (var _ in new SotkanetConnector().FetchAsync(source, origin, default))
            {
            }
        }, Throws.TypeOf<PayloadException>().With.Message.Contains("describes indicator 4404, not 127"));
    }

    [TestCase("dataset: by-sex, years: all", "dataset: persons, years: all", "Test/source.yml:4: data set 'persons' is not among this source's datasets (people, by-sex).")]
    [TestCase("2013, indicator: 127, value: population, count: births", "2013, indicator: 127, value: deaths", "Test/source.yml:3: 'deaths' is no measure of data set 'people' (population, births).")]
    [TestCase("indicator: 128", "indicator: many", "Test/source.yml:4: 'settings.requests[2].indicator' is 'many', not a whole number.")]
    [TestCase("genders: [total, female]", "genders: [total, women]", "Test/source.yml:4: data set 'by-sex' is by sex; write genders: a list of total, male, female.")]
    [TestCase("years: all", "years: 2009-2012", "Test/source.yml:4: years is '2009-2012'; write all, or years and ranges such as 1990..2008, 2010.")]
    public void A_wrong_setting_is_told_with_file_and_line(string right, string wrong, string message)
    {
        Clean();
        Open(Settings.Replace(right, wrong));
        Assert.That(() => Stage("[]"), Throws.InstanceOf<FormatException>().With.Message.EqualTo(message));
    }

    private void Open(string settings)
    {
        folder = new PayloadFolder();
        source = SourceDefinitions.Of(
            "sotkanet-rest-1.1",
            [SourceDefinitions.DataSet("people", Frequency.Annual, ["population", "births"]), SourceDefinitions.DataSet("by-sex", Frequency.Annual, ["persons"], "sex")], settings);
        staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
    }

    private static string Figures(params (int Region, int Year, string Value)[] figures) =>
        $"[{string.Join(',', figures.Select(f => $$"""{"indicator":127,"region":{{f.Region}},"year":{{f.Year}},"gender":"total","value":{{f.Value}}}"""))}]";

    private IReadOnlyList<string> Stage(string population, string regions = Regions, string? rest = null)
    {
        var files = new List<LandedFile> { folder.Add("regions.json", regions), folder.Add("pop.127.json", population) };
        if (rest is not null)
        {
            files.Add(folder.Add("rate.128.json", rest));
        }

        new SotkanetConnector().Stage(source, files, staging, default);
        var table = staging.Table("people");
        return [.. Enumerable.Range(0, table.RowCount).Select(i => $"{table.Areas[i]} {table.Periods[i]}: {Text(table.MeasureColumn(0)[i])} {Text(table.MeasureColumn(1)[i])}")];
    }

    private static string Text(Measured figure) => FormattableString.Invariant($"{figure.Value}{figure.Status.Code}");
}
