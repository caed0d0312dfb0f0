using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Tests.MunicipalExports;

namespace Insight.Etl.Tests.WorkAccidents;

public sealed class AccidentTests() : MunicipalSourceTest("work-accidents")
{
    private const string Header = "vahinkonumero;sattumispvm;laji;korvattu;toimiala\n";
    private const string Hours = "kausi;toimiala;tunnit\n";

    [Test]
    public void Compensated_accidents_at_work_count_and_those_on_the_way_stand_apart()
    {
        Stage(
            ("accidents_098.csv", Header + "1;31.03.2024;Työpaikka;Kyllä;Perusopetus\n2;29.02.2024;Työpaikka;Ei;Perusopetus\n3;01.01.2024;Työmatka;1;Perusopetus\n4;01.04.2024;Ammattitauti;1;Perusopetus\n"),
            ("hours_098.csv", Hours + "2024-01;Perusopetus;1 000,5\n2024-02;Perusopetus;900\n2024-03;Perusopetus;1100\n2024-Q2;Perusopetus;2500\n"));
        Assert.That(Of("accidents", "2024-Q1"), Is.EqualTo(1), "31 March is of the first quarter; what was not compensated does not count");
        Assert.That((Of("commuting_accidents", "2024-Q1"), Of("occupational_diseases", "2024-Q2"), Of("accidents", "2024-Q2")), Is.EqualTo((1, 1, 0)));
        Assert.That((Of("hours_worked", "2024-Q1"), Of("hours_worked", "2024-Q2")), Is.EqualTo((3000.5, 2500)));
        Assert.That(Staging.Ignored["accident that was not compensated"], Is.EqualTo(1));
    }

    [Test]
    public void Quarters_without_hours_are_not_told()
    {
        Stage(("accidents_098.csv", Header + "1;31.12.2023;Työpaikka;Kyllä;Perusopetus\n"), ("hours_098.csv", Hours + "2024-Q1;Perusopetus;2500\n"));
        Assert.That((Of("accidents", "2023-Q4"), Of("accidents", "2024-Q1")), Is.EqualTo(((double?)null, 0)));
    }

    [Test]
    public void Accidents_need_the_hours_worked() => Assert.That(
        () => Stage(("accidents_098.csv", Header)), Throws.InstanceOf<PayloadException>().With.Message.Contains("has come without the hours worked"));

    [Test]
    public async Task Injuries_do_not_stay_in_landing_and_diagnoses_are_refused()
    {
        var kept = await DeliverAsync(
            ("accidents_098.csv", Header.TrimEnd() + ";vamma\n1;31.03.2024;Työpaikka;Kyllä;Perusopetus;nilkan murtuma\n"), ("hours_098.csv", Hours + "2024-Q1;Perusopetus;2500\n"));
        Assert.That(kept, Has.Count.EqualTo(2).And.None.Contains("nilkan"));
        kept = await DeliverAsync(("accidents_098.csv", Header.TrimEnd() + ";vamma\n1;31.03.2024;Työpaikka;Kyllä;Perusopetus;S82.6\n"));
        Assert.That(kept[0], Does.Contain("Diagnoses are not taken in"));
        Assert.That(kept, Has.None.Contains("S82.6"));
    }

    [TestCase("2;;Työpaikka;Kyllä;Perusopetus", "sattumispvm", "empty")]
    [TestCase("2;31.03.2024;Kaatuminen;Kyllä;Perusopetus", "laji", "a kind of accident that is mapped to nothing")]
    [TestCase("2;31.03.2024;Työpaikka;ehkä;Perusopetus", "korvattu", "neither yes nor no (true or false, 1 or 0, Kyllä or Ei, On or Ei expected)")]
    [TestCase("2;31.03.2024;Työpaikka;1;Satama", "toimiala", "a sector that is mapped to nothing")]
    [TestCase("1;31.03.2024;Työpaikka;1;Perusopetus", "vahinkonumero", "the accident stands in the file twice")]
    public void A_bad_accident_is_quarantined(string row, string column, string reason)
    {
        Stage(("accidents_098.csv", Header + "1;31.03.2024;Työpaikka;1;Perusopetus\n" + row + "\n"), ("hours_098.csv", Hours + "2024-Q1;Perusopetus;2500\n"));
        Assert.That(Refused, Is.EqualTo(new[] { (3L, column, reason) }));
    }

    [TestCase("2024;Perusopetus;2500", "kausi", "neither a month nor a quarter (2025-01 or 2025-Q1 expected)")]
    [TestCase("2024-01;Satama;2500", "toimiala", "a sector that is mapped to nothing")]
    [TestCase("2024-01;Perusopetus;", "tunnit", "no hours of 0 or more")]
    public void Bad_hours_are_quarantined(string row, string column, string reason)
    {
        Stage(("accidents_098.csv", Header), ("hours_098.csv", Hours + row + "\n"));
        Assert.That(Refused, Is.EqualTo(new[] { (2L, column, reason) }));
    }

    private protected override void Bundled(StagingArea staged)
    {
        var table = staged.Table("work-accidents");
        var all = Enumerable.Range(0, table.RowCount).Where(i => table.BreakdownColumn(0)[i] == "like-for-like" && table.BreakdownColumn(1)[i] == "total").ToList();
        Assert.That(all.Sum(i => table.MeasureColumn(0)[i].Value) / all.Sum(i => table.MeasureColumn(3)[i].Value) * 1e6, Is.InRange(10, 60), "accidents a million hours");
    }

    private double? Of(string measure, string quarter) => Figure("work-accidents", measure, "KU098", quarter, "like-for-like", "total")?.Value;
}
