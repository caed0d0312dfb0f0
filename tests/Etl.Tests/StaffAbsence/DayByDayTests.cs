using System.Globalization;
using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence.Synthetic;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.StaffAbsence;

/// <summary>Counts the invented exports again, the slow and plain way: a row at a time, a day at a time, nothing shared with the connector.</summary>
public sealed class DayByDayTests
{
    private static readonly DateOnly Start = new(2016, 1, 1);
    private static readonly DateOnly End = new(2017, 12, 31);

    private BundledSource bundled = null!;

    [OneTimeSetUp]
    public void Load() => bundled = new BundledSource("staff-absence", StaffAbsenceGenerator.Write);

    [OneTimeTearDown]
    public void Close() => bundled.Dispose();

    [TestCase("016", "windows-1252", "dd.MM.yyyy", "S1 S2 S3")]
    [TestCase("098", "utf-8", "yyyy-MM-dd", "S1 S2 S3")]
    [TestCase("111", "iso-8859-15", "d.M.yyyy", "S1 S2 S3")]
    [TestCase("560", "utf-8", "dd.MM.yyyy", "101 102 103")]
    public void Sums_of_spells_are_what_counting_day_by_day_gives(string code, string encoding, string dateForm, string sickCodes)
    {
        var shares = new Dictionary<(string Person, string Relation, DateOnly Day), double>();
        foreach (var row in Rows($"employments_{code}.csv", encoding))
        {
            foreach (var day in Days(row[2], row[3], dateForm))
            {
                shares.Add((row[0], row[1], day), double.Parse(row[5].Replace(',', '.'), CultureInfo.InvariantCulture) / 100);
            }
        }

        var sick = new Dictionary<(string Person, string Relation, DateOnly Day), int>();
        var unpaid = new Dictionary<(string Person, string Relation, DateOnly Day), int>();
        foreach (var row in Rows($"absences_{code}.csv", encoding))
        {
            foreach (var day in Days(row[9], row[10], dateForm))
            {
                var key = (row[0], row[1], day);
                var sign = row[11][0] == '-' ? -1 : 1;
                sick[key] = sick.GetValueOrDefault(key) + (sickCodes.Split(' ').Contains(row[7]) ? sign : 0);
                unpaid[key] = unpaid.GetValueOrDefault(key) + (row[13] == "0,00" ? sign : 0);
            }
        }

        var sickDays = sick.Where(s => s.Value > 0 && shares.ContainsKey(s.Key)).Select(s => (s.Key.Person, s.Key.Day)).ToHashSet();
        var serviceDays = shares.Keys.Select(k => (k.Person, k.Day)).ToHashSet();
        var monthly = bundled.Staging.Table("staff-monthly");
        var sickByMonth = sickDays.CountBy(d => Period.Month(d.Day.Year, d.Day.Month)).ToDictionary();
        var serviceByMonth = serviceDays.CountBy(d => Period.Month(d.Day.Year, d.Day.Month)).ToDictionary();
        var paidByMonth = shares.Where(s => unpaid.GetValueOrDefault(s.Key) <= 0).GroupBy(s => Period.Month(s.Key.Day.Year, s.Key.Day.Month))
            .ToDictionary(g => g.Key, g => g.Sum(s => s.Value) / (DateTime.IsLeapYear(g.Key.CalendarYear) ? 366 : 365));
        foreach (var row in AllStaff(monthly, code))
        {
            var month = monthly.Periods[row];
            Assert.That(monthly.MeasureColumn(0)[row].Value, Is.EqualTo(sickByMonth[month]), $"{month}");
            Assert.That(monthly.MeasureColumn(1)[row].Value, Is.EqualTo(serviceByMonth[month]), $"{month}");
            Assert.That(monthly.MeasureColumn(2)[row].Value, Is.EqualTo(paidByMonth[month]).Within(1e-9), $"{month}");
        }

        var annual = bundled.Staging.Table("staff-annual");
        foreach (var row in AllStaff(annual, code))
        {
            var year = annual.Periods[row].CalendarYear;
            var whole = serviceDays.Where(d => d.Day.Year == year).CountBy(d => d.Person).Where(p => p.Value == (DateTime.IsLeapYear(year) ? 366 : 365)).Select(p => p.Key).ToHashSet();
            var away = sickDays.Where(d => d.Day.Year == year && whole.Contains(d.Person)).CountBy(d => d.Person).ToDictionary();
            Assert.That(annual.MeasureColumn(1)[row].Value, Is.EqualTo(whole.Count), $"{year}");
            Assert.That(annual.MeasureColumn(2)[row].Value, Is.EqualTo(whole.Count - away.Count), $"{year}");
            Assert.That(annual.MeasureColumn(3)[row].Value, Is.EqualTo(away.Count(p => p.Value >= 30)), $"{year}");
        }
    }

    /// <summary>Rows of all staff with the tasks of the time, in the years that are counted here.</summary>
    private static IEnumerable<int> AllStaff(StagedTable table, string code) => Enumerable.Range(0, table.RowCount).Where(
        i => table.Areas[i] == "KU" + code && table.BreakdownColumn(0)[i] == "as-was" && table.Periods[i].FirstDay >= Start && table.Periods[i].LastDay <= End
            && Enumerable.Range(1, table.DataSet.Breakdowns.Count - 1).All(b => table.BreakdownColumn(b)[i] == "total"));

    private static IEnumerable<DateOnly> Days(string first, string last, string form)
    {
        var from = DateOnly.ParseExact(first, form, CultureInfo.InvariantCulture);
        var to = last.Length == 0 ? End : DateOnly.ParseExact(last, form, CultureInfo.InvariantCulture);
        for (var day = from < Start ? Start : from; day <= to && day <= End; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private IEnumerable<string[]> Rows(string name, string encoding)
    {
        using var bytes = new MemoryStream();
        StaffAbsenceGenerator.Write(bundled.Definition, new PayloadRequest(name, name), bytes);
        return [.. Encoding.GetEncoding(encoding).GetString(bytes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(';'))];
    }
}
