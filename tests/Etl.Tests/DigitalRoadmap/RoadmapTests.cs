using Insight.Etl.Tests.MunicipalExports;

namespace Insight.Etl.Tests.DigitalRoadmap;

public sealed class RoadmapTests() : MunicipalSourceTest("digital-roadmap")
{
    private const string Header = "katselmus_pvm;toimenpide_id;karki;vastuuyksikko;tila;alku;loppu;paivitetty_pvm\n";

    [Test]
    public void A_measure_is_late_when_its_last_quarter_is_past_whatever_its_status_says()
    {
        Stage(("roadmap_111.csv", Header + string.Join('\n',
            Row("01", "Toteutettu", "2024-Q1", "2024-Q2"), Row("02", "Käynnissä", "2024-Q1", "2025-Q1"), Row("03", "Käynnissä", "2024-Q1", "2024-Q4"), Row("04", "Suunnitteilla", "2025-Q1", "2025-Q3"),
            Row("05", "Suunnitteilla", "2025-Q3", "2025-Q4"), Row("06", "Peruttu", "2024-Q1", "2024-Q2"), Row("07", "Siirtynyt", "2025-Q4", "2026-Q1"))));
        Assert.That(
            new[] { "on_track", "due_or_begun", "late", "not_kept_up", "cancelled", "measures" }.Select(m => Of(m, "2025-Q1")), Is.EqualTo(new double?[] { 2, 4, 1, 0, 1, 7 }),
            "03 is late, 04 should have begun, 05 and 07 not yet, 06 is out");
    }

    [Test]
    public void The_last_review_of_a_quarter_stands_and_nothing_is_filled_in_between()
    {
        Stage(("roadmap_111.csv", Header + $"{Row("01", "Käynnissä", "2024-Q1", "2025-Q1", "10.01.2025")}\n{Row("01", "Toteutettu", "2024-Q1", "2025-Q1", "18.03.2025")}\n{Row("01", "Toteutettu", "2024-Q1", "2025-Q1", "14.10.2025")}"));
        Assert.That((Of("measures", "2025-Q1"), Of("measures", "2025-Q2"), Of("measures", "2025-Q4")), Is.EqualTo((1, (double?)null, 1)));
    }

    [Test]
    public void A_measure_without_news_for_120_days_is_not_kept_up()
    {
        Stage(("roadmap_111.csv", Header + $"18.03.2025;01;Palvelut;Sivistys;Käynnissä;2024-Q1;2025-Q4;18.11.2024\n18.03.2025;02;Palvelut;Sivistys;Käynnissä;2024-Q1;2025-Q4;17.11.2024\n18.03.2025;03;Palvelut;Sivistys;Käynnissä;2024-Q1;2025-Q4;"));
        Assert.That(Of("not_kept_up", "2025-Q1"), Is.EqualTo(2), "121 days, and never");
    }

    [TestCase("01;Palvelut;Sivistys;Myöhässä;2024-Q1;2025-Q4;", "tila", "no status (Suunnitteilla, Käynnissä, Toteutettu, Siirtynyt, Peruttu)")]
    [TestCase("01;Palvelut;;Käynnissä;2024-Q1;2025-Q4;", "vastuuyksikko", "an owner that is mapped to nothing; a measure without an owner cannot be approved")]
    [TestCase("01;Muut;Sivistys;Käynnissä;2024-Q1;2025-Q4;", "karki", "a focus area that is mapped to nothing")]
    [TestCase("01;Palvelut;Sivistys;Käynnissä;;2025-Q4;", "alku", "no quarter (2025-Q4 expected); a measure without a schedule cannot be approved")]
    [TestCase("01;Palvelut;Sivistys;Käynnissä;2025-Q4;2025-Q3;", "loppu", "no quarter from the first one on (2025-Q4 expected)")]
    [TestCase("00;Palvelut;Sivistys;Käynnissä;2024-Q4;2025-Q3;", "toimenpide_id", "the measure stands in the review twice")]
    public void A_bad_measure_is_quarantined(string row, string column, string reason)
    {
        Stage(("roadmap_111.csv", Header + $"{Row("00", "Käynnissä", "2024-Q1", "2025-Q1")}\n18.03.2025;{row}\n"));
        Assert.That(Refused, Is.EqualTo(new[] { (3L, column, reason) }));
    }

    private static string Row(string id, string status, string begins, string ends, string review = "18.03.2025") => $"{review};{id};Palvelut;Sivistys;{status};{begins};{ends};01.03.2025";

    private double? Of(string measure, string quarter) => Figure("roadmap-reviews", measure, "KU111", quarter, "services", "education-and-culture")?.Value;
}
