using Insight.Etl.Tests.MunicipalExports;

namespace Insight.Etl.Tests.PayrollLedger;

public sealed class LedgerTests() : MunicipalSourceTest("payroll-ledger")
{
    private const string Header = "kausi;toimiala;tiliryhma;euroa\n";

    [Test]
    public void Rows_are_added_up_by_month_and_sector_and_refunds_are_told_as_what_came_back()
    {
        Stage(("ledger_098.csv", Header + "2025-01;Perusopetus;Sairausajan palkat;10 000,50;\n202501;Perusopetus;Sairausajan palkat;-0,50\n2025-01;Varhaiskasvatus;Sairausajan palkat;2\u00A0000,00\n2025-01;Perusopetus;Kela-korvaukset;-1'200,25\n"));
        Assert.That(Of("sick_pay", "like-for-like", "basic-education"), Is.EqualTo(10_000), "a correction nets out, month by month as 2025-01 or 202501");
        Assert.That(Of("sick_pay", "like-for-like", "total"), Is.EqualTo(12_000));
        Assert.That(Of("kela_refund", "like-for-like", "total"), Is.EqualTo(1200.25));
        Assert.That(Of("kela_refund", "like-for-like", "early-education"), Is.Zero);
    }

    [Test]
    public void Sectors_that_moved_are_in_the_sums_of_the_time_only()
    {
        Stage(("ledger_098.csv", Header + "2025-01;Perusopetus;Sairausajan palkat;100\n2025-01;Työllisyyspalvelut;Sairausajan palkat;40\n"));
        Assert.That((Of("sick_pay", "like-for-like", "total"), Of("sick_pay", "as-was", "total")), Is.EqualTo((100, 140)));
        Assert.That((Of("sick_pay", "like-for-like", "employment-services"), Of("sick_pay", "as-was", "employment-services")), Is.EqualTo(((double?)null, 40)));
    }

    [TestCase("2025-13;Perusopetus;Sairausajan palkat;1", "kausi", "not a month (2025-01 or 202501 expected)")]
    [TestCase("2025;Perusopetus;Sairausajan palkat;1", "kausi", "not a month (2025-01 or 202501 expected)")]
    [TestCase("2025-01;Satama;Sairausajan palkat;1", "toimiala", "a sector that is mapped to nothing")]
    [TestCase("2025-01;Perusopetus;Bonukset;1", "tiliryhma", "a group of accounts that is mapped to nothing")]
    [TestCase("2025-01;Perusopetus;Sairausajan palkat;", "euroa", "empty")]
    [TestCase("2025-01;Perusopetus;Sairausajan palkat;1.5", "euroa", "not a number (decimal comma expected, as in 1 234,5)")]
    public void A_bad_row_is_quarantined(string row, string column, string reason)
    {
        Stage(("ledger_098.csv", Header + row + "\n"));
        Assert.That(Refused, Is.EqualTo(new[] { (2L, column, reason) }));
    }

    private double? Of(string measure, string scope, string sector) => Figure("payroll-ledger", measure, "KU098", "2025-01", scope, sector)?.Value;
}
