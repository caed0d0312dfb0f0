using Insight.Api.Values;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Api.Tests.Values;

/// <summary>Slices hold what their rows say, whatever their order and gaps.</summary>
[TestFixture]
internal sealed class SliceBuilderTests
{
    private readonly AreaLabels labels = new();

    [Test]
    public void Cells_are_found_by_area_members_and_period()
    {
        var random = new Random(7);
        var rows = (from area in new[] { "KU016", "KU111", "MK07" }
                    from sex in new[] { "male", "female", "total" }
                    from year in Enumerable.Range(2000, 24)
                    where random.Next(4) > 0
                    select (area, sex, year, value: random.NextDouble())).ToArray();
        random.Shuffle(rows);
        var builder = new SliceBuilder(Frequency.Annual, ["sex"], labels);
        foreach (var (area, sex, year, value) in rows)
        {
            builder.Add(builder.Area(area), builder.Combination(sex), Period.Year(year), value, ObservationStatus.Normal);
        }

        var slice = builder.Build();
        Assert.That(slice.Axes.Members[0], Is.EqualTo(new[] { "total", "female", "male" }));
        foreach (var (area, sex, year, value) in rows)
        {
            Assert.That(Cell(slice, area, sex, year), Is.EqualTo((value, "")));
        }

        var absent = (from area in new[] { "KU016", "KU111", "MK07" }
                      from sex in new[] { "male", "female", "total" }
                      from year in Enumerable.Range(2000, 24)
                      select (area, sex, year)).Except(rows.Select(r => (r.area, r.sex, r.year)));
        foreach (var (area, sex, year) in absent)
        {
            Assert.That(Cell(slice, area, sex, year), Is.EqualTo((double.NaN, "unknown")));
        }
    }

    [TestCase(null, "", double.NaN, "unknown")]
    [TestCase(double.NaN, "", double.NaN, "unknown")]
    [TestCase(double.PositiveInfinity, "estimated", double.NaN, "unknown")]
    [TestCase(null, "suppressed", double.NaN, "suppressed")]
    [TestCase(5.0, "suppressed", double.NaN, "suppressed")]
    [TestCase(5.0, "estimated", 5.0, "estimated")]
    [TestCase(0.0, "", 0.0, "")]
    public void A_missing_value_always_has_a_reason_and_zero_is_a_value(double? value, string status, double kept, string code)
    {
        var builder = new SliceBuilder(Frequency.Annual, ["sex"], labels);
        builder.Add(builder.Area("KU016"), builder.Combination("total"), Period.Year(2020), value, ObservationStatus.FromCode(status));
        Assert.That(Cell(builder.Build(), "KU016", "total", 2020), Is.EqualTo((kept, code)));
    }

    [Test]
    public void A_slice_without_rows_is_empty()
    {
        var slice = Slice.Empty(Frequency.Monthly, [], labels);
        Assert.That((slice.CellCount, slice.Axes.AllAreas.Length, slice.Axes.AllPeriods.Length, slice.Axes.AllCombinations.Length), Is.EqualTo((0, 0, 0, 1)));
    }

    private (double Value, string Status) Cell(Slice slice, string area, string sex, int year)
    {
        var axes = slice.Axes;
        var cell = slice.Series(axes.PositionOf(labels.NumberOf(area)), axes.CombinationOf(sex)).Cell(axes.IndexOf(Period.Year(year)));
        return cell < 0
            ? (double.NaN, "unknown")
            : (slice.Values[cell], ObservationStatus.All[slice.Statuses.IsEmpty ? 0 : slice.Statuses[cell]].Code);
    }
}
