using Insight.Indicators.Forecasting.Histories;

namespace Indicators.Tests.Forecasting;

/// <summary>Which part of a series with gaps is one history.</summary>
public sealed class StretchTests
{
    private const double None = double.NaN;

    [Test]
    public void A_gap_of_two_years_is_within_a_history_and_one_of_three_parts_it()
    {
        Assert.That(Stretch.Of([1, 2, None, None, 3, 4], 6, 1), Is.EqualTo(new[] { new Stretch(0, 6) }));
        Assert.That(Stretch.Of([None, 1, 2, None, None, None, 3, 4, None], 9, 1), Is.EqualTo(new[] { new Stretch(1, 3), new Stretch(6, 8) }));
    }

    [Test]
    public void A_lone_value_after_years_without_any_does_not_replace_a_history()
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, None, None, None, None, 8];
        Assert.That(Stretch.Usable(values, values.Length, 1), Is.EqualTo(new Stretch(0, 7)));
    }

    [Test]
    public void Enough_new_values_do()
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, None, None, None, 8, 9, 10, 11, 12, 13];
        Assert.That(Stretch.Usable(values, values.Length, 1), Is.EqualTo(new Stretch(10, 16)));
    }

    [Test]
    public void Without_any_value_there_is_none() => Assert.That(Stretch.Usable([None, None], 2, 1), Is.Null);
}
