using Insight.Etl.Staging;
using Insight.Etl.Tests.MunicipalExports;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Tests.Keva;

public sealed class KevaTests() : MunicipalSourceTest("keva")
{
    private const string Header = "vuosi;ryhma;mittari;arvo;yksikko\n";

    [Test]
    public void Amounts_in_thousands_are_brought_to_euros_and_what_is_not_there_is_not_available()
    {
        Stage(("keva_111.csv", Header + "2023;Oma;Palkkasumma;21 450,5;1000 EUR\n2023;Oma;Työkyvyttömyyseläkemaksu;214'505,00;EUR\n"));
        Assert.That(Figure("keva-costs", "payroll", "KU111", "2023")!.Value.Value, Is.EqualTo(21_450_500));
        Assert.That(Figure("keva-costs", "disability_pension_payment", "KU111", "2023")!.Value.Value, Is.EqualTo(214_505));
        Assert.That(Figure("keva-costs", "accident_cost", "KU111", "2023"), Is.EqualTo(Measured.Missing(ObservationStatus.NotAvailable)));
    }

    [Test]
    public void Levels_that_Keva_has_published_are_comparators_and_stand_fast()
    {
        Stage(("keva_111.csv", Header + "2021;Kunnat;Sairauspoissaolot;14,7;pv/htv\n2022;Kunnat;Sairauspoissaolot;16,5;pv/htv\n2023;Kunnat;Sairauspoissaolot;14,7;pv/htv\n2023;Oma;Sairauspoissaolot;18,2;pv/htv\n"));
        Assert.That(Figure("keva-levels", "sickness_days_per_fte", "KU111", "2022", "municipalities")!.Value.Value, Is.EqualTo(16.5));
        Assert.That(Figure("keva-levels", "sickness_days_per_fte", "KU111", "2023", "own")!.Value.Value, Is.EqualTo(18.2));
        Assert.That(Refused, Is.EqualTo(new[] { (4L, "arvo", "Keva has published 15.5 for 2023") }));
    }

    [TestCase("2023;Oma;Sairauspoissaolot;60,1;pv/htv", "arvo", "far from 15.5, the level of municipalities in 2023")]
    [TestCase("2023;Oma;Sairauspoissaolot;1,5;pv/htv", "arvo", "far from 15.5, the level of municipalities in 2023")]
    [TestCase("2023;Oma;Palkkasumma;1,5;kpl", "yksikko", "no unit of payroll (EUR, €, 1000 EUR, 1000 €)")]
    [TestCase("2023;Oma;Palkkasumma;-1;EUR", "arvo", "no figure of 0 or more")]
    [TestCase("2023;Oma;Palkkasumma;1.5;EUR", "arvo", "not a number (decimal comma expected, as in 1 234,5)")]
    [TestCase("2023;Oma;Palkkasumma;;EUR", "arvo", "no figure of 0 or more")]
    [TestCase("2023;Valtio;Palkkasumma;1;EUR", "ryhma", "a group that is mapped to nothing")]
    [TestCase("2023;Oma;Bonus;1;EUR", "mittari", "a metric that is mapped to nothing")]
    [TestCase("23;Oma;Palkkasumma;1;EUR", "vuosi", "not a year between 1900 and 2099")]
    [TestCase("2022;Oma;Palkkasumma;1;EUR", "mittari", "the figure stands in the file twice")]
    public void A_bad_figure_is_quarantined(string row, string column, string reason)
    {
        Stage(("keva_111.csv", Header + "2022;Oma;Palkkasumma;20000000;EUR\n" + row + "\n"));
        Assert.That(Refused, Is.EqualTo(new[] { (3L, column, reason) }));
    }

    private protected override void Bundled(StagingArea staged)
    {
        var levels = staged.Table("keva-levels");
        var published = Enumerable.Range(0, levels.RowCount).Where(i => levels.Areas[i] == "KU111" && levels.BreakdownColumn(0)[i] == "municipalities").ToDictionary(
            i => levels.Periods[i].CalendarYear, i => levels.MeasureColumn(0)[i].Value);
        Assert.That(published, Is.EqualTo(new Dictionary<int, double?> { [2021] = 14.7, [2022] = 16.5, [2023] = 15.5 }));
    }
}
