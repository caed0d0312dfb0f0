using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Tests.StatFin;

/// <summary>The recorded figures of Statistics Finland, from the payload's bytes to staged rows.</summary>
public sealed class StatFinGoldenTests
{
    private BundledSource statfin = null!;

    [OneTimeSetUp]
    public void Load() => statfin = new BundledSource("statfin");

    [OneTimeTearDown]
    public void Clean() => statfin.Dispose();

    [Test]
    public void Every_table_lands_its_variables_and_its_figures() => Assert.That(statfin.Files.Select(f => f.Name), Is.EqualTo(new[]
    {
        "tyonv-12r5.metadata.json", "tyonv-12r5.json", "passiivi-1001.metadata.json", "passiivi-1001.part-1.json", "passiivi-1001.part-2.json",
        "vaerak-11re.metadata.json", "vaerak-11re.json", "vaerak-11re-2019.metadata.json", "vaerak-11re-2019.json",
        "vkour-12bs.metadata.json", "vkour-12bs.json", "ssaaty-121w.metadata.json", "ssaaty-121w.json",
    }));

    [TestCase("tyonv-12r5.json", "2026-07-21T05:00:00Z")]
    [TestCase("vaerak-11re-2019.json", "2020-03-24T06:00:00Z")]
    [TestCase("passiivi-1001.part-1.json", null)]
    public void Each_payload_has_the_date_that_the_producer_gave_it(string payload, string? date) =>
        Assert.That(statfin.Staging.UpdatedAt(statfin.Files.Single(f => f.Name == payload)), Is.EqualTo(date is null ? null : DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));

    [Test]
    public void The_query_that_the_figures_answer_is_kept_with_them()
    {
        var sent = statfin.Files.Single(f => f.Name == "vaerak-11re.json").Manifest;
        Assert.That((sent.Method, sent.Url), Is.EqualTo(("POST", "https://pxdata.stat.fi/PxWeb/api/v1/fi/StatFin/vaerak/11re.px")));
        Assert.That(sent.RequestBody, Is.EqualTo(
            """{"query":[{"code":"alue_23_20260101","selection":{"filter":"all","values":["*"]}},{"code":"contentscode","selection":{"filter":"item","values":["vaerak-vaesto"]}},{"code":"sukupuoli_9_20180101","selection":{"filter":"item","values":["SSS","1","2"]}},{"code":"timeperiod_y","selection":{"filter":"item","values":["2025"]}}],"response":{"format":"json"}}"""));
    }

    [TestCase("unemployment-2006-2018", "unemployed", "KU111", "2018-12", 1158)]
    [TestCase("unemployment-2006-2018", "labour_force", "KU111", "2018-12", 8278)]
    [TestCase("unemployment-2006-2018", "open_vacancies", "KU111", "2018-12", 86)]
    [TestCase("unemployment-2006-2018", "unemployed", "KU020", "2006-01", 1068)]
    [TestCase("employment-register", "unemployed", "KU111", "2026-06", 1125)]
    [TestCase("employment-register", "labour_force", "KU111", "2026-06", 7307)]
    [TestCase("employment-register", "unemployed_rate_published", "KU111", "2026-06", 15.4)]
    [TestCase("employment-register", "unemployed_men", "KU111", "2026-06", 675)]
    [TestCase("employment-register", "unemployed_women", "KU111", "2026-06", 450)]
    [TestCase("employment-register", "unemployed_under_25", "KU111", "2026-06", 128)]
    [TestCase("employment-register", "unemployed_over_50", "KU111", "2026-06", 522)]
    [TestCase("employment-register", "long_term_unemployed", "KU111", "2026-06", 534)]
    [TestCase("employment-register", "open_vacancies", "KU111", "2026-06", 28)]
    [TestCase("employment-register", "in_subsidised_work", "KU111", "2026-06", 68)]
    [TestCase("employment-register", "in_other_services", "KU111", "2026-06", 83)]
    [TestCase("employment-register", "in_work_practice", "MK07", "2026-06", 0)]
    [TestCase("education", "population_15_plus", "KU016", "2025", 6914)]
    [TestCase("education", "tertiary", "KU016", "2025", 1990)]
    [TestCase("education", "tertiary_share_published", "KU016", "2025", 28.8)]
    [TestCase("population-changes", "moved_in", "KU020", "2025", 823)]
    [TestCase("population-changes", "moved_out", "KU020", "2025", 750)]
    [TestCase("population-changes", "population", "SSS", "2025", 5652881)]
    [TestCase("employment-register", "job_seekers", "SSS", "2026-06", 542318)]
    [TestCase("employment-register", "unemployed", "MK07", "2026-06", 14529)]
    public void A_figure_is_what_the_producer_published(string dataSet, string measure, string area, string period, double value) =>
        Assert.That(statfin.Staging.Figure(dataSet, measure, area, period), Is.EqualTo(Measured.Of(value)));

    [TestCase("population", "KU016", "2025", "total", 7841)]
    [TestCase("population", "KU016", "2025", "male", 3894)]
    [TestCase("population", "KU016", "2025", "female", 3947)]
    [TestCase("population", "SSS", "2025", "total", 5652881)]
    [TestCase("population-2005-2019", "KU111", "2005", "male", 10059)]
    [TestCase("population-2005-2019", "KU111", "2018", "total", 18889)]
    [TestCase("population-2005-2019", "KU541", "2009", "total", 11055)]
    public void A_population_is_what_the_producer_published(string dataSet, string area, string year, string sex, double persons) =>
        Assert.That(statfin.Staging.Figure(dataSet, "population", area, year, sex), Is.EqualTo(Measured.Of(persons)));

    [Test]
    public void A_count_that_is_kept_confidential_has_that_for_its_reason() =>
        Assert.That(statfin.Staging.Figure("employment-register", "open_vacancies", "KU016", "2026-06"), Is.EqualTo(Measured.Missing(ObservationStatus.Confidential)));

    [Test]
    public void A_figure_that_is_not_available_has_that_for_its_reason() =>
        Assert.That(statfin.Staging.Figure("unemployment-2006-2018", "open_vacancies", "KU020", "2006-01"), Is.EqualTo(Measured.Missing(ObservationStatus.NotAvailable)));

    [Test]
    public void All_rows_are_staged_or_left_out_with_a_reason_and_none_is_refused()
    {
        Assert.That(statfin.Staging.Tables.ToDictionary(t => t.DataSet.Id, t => t.RowCount), Is.EquivalentTo(new Dictionary<string, int>
        {
            ["employment-register"] = 397, ["unemployment-2006-2018"] = 48_360, ["population"] = 309 * 3, ["population-2005-2019"] = 310 * 15 * 3,
            ["education"] = 328, ["population-changes"] = 309,
        }));
        Assert.That(statfin.Staging.Quarantine.Rows, Is.Empty);
        Assert.That(statfin.Staging.Ignored.Values.Sum(), Is.EqualTo(421 - 397 + 2));
        Assert.That(statfin.Staging.Ignored["municipality not known"], Is.EqualTo(1));
        Assert.That(statfin.Staging.RowsRead, Is.EqualTo(421 + 48_360 + 927 + 13_950 + 330 + 309));
    }

    /// <summary>The rate computed from counts and the producer's own (TYOTOSUUS), for every municipality, region and the country.</summary>
    [Test]
    public void The_rate_of_unemployment_is_the_producers_own_within_a_twentieth_of_a_percentage_point_everywhere()
    {
        var table = statfin.Staging.Table("employment-register");
        var municipalities = Enumerable.Range(0, table.RowCount).Where(row => table.Areas[row].StartsWith("KU", StringComparison.Ordinal)).ToList();
        var published = municipalities.Where(row => table.MeasureColumn(3)[row].Value is not null).ToList();
        var disagreements = published.Where(row => Math.Abs((100 * table.MeasureColumn(1)[row].Value / table.MeasureColumn(2)[row].Value - table.MeasureColumn(3)[row].Value) ?? 1) > 0.05 + 1e-9);
        Assert.That((municipalities.Count, published.Count), Is.EqualTo((308, 304)));
        Assert.That(disagreements.Select(row => table.Areas[row]), Is.Empty);
        Assert.That(
            municipalities.Except(published).Select(row => (table.MeasureColumn(1)[row].Status, table.MeasureColumn(3)[row].Status)),
            Is.All.EqualTo((ObservationStatus.Confidential, ObservationStatus.Confidential)), "four are so small that both the count and the rate are kept confidential");
    }

    [Test]
    public void The_bundled_check_compares_the_same() => Assert.That(statfin.Report.Findings, Is.Empty, statfin.Report.ToString());

    [Test]
    public void Regions_add_up_to_the_country_as_published()
    {
        var regions = Sum("employment-register", "labour_force", "2026-06", area => area.StartsWith("MK", StringComparison.Ordinal));
        var municipalities = Sum("employment-register", "labour_force", "2026-06", area => area.StartsWith("KU", StringComparison.Ordinal));
        Assert.That((regions, municipalities), Is.EqualTo((2743596.0, 2743596.0)));
    }

    private double Sum(string dataSet, string measure, string period, Func<string, bool> wanted)
    {
        var table = statfin.Staging.Table(dataSet);
        var column = table.MeasureColumn(table.DataSet.Measures.ToList().FindIndex(m => m.Name == measure));
        return Enumerable.Range(0, table.RowCount).Where(i => wanted(table.Areas[i]) && table.Periods[i].ToString() == period).Sum(i => column[i].Value ?? 0);
    }
}
