using Insight.Warehouse.Periods;

namespace Insight.Indicators.Deliveries;

/// <summary>When a series that ends at a period goes on, by its lag, seen from a day.</summary>
/// <param name="last">The last period that is there.</param>
/// <param name="lagDays">Days after the end of a period until its figures are expected.</param>
/// <param name="day">The day.</param>
public sealed class Due(Period last, int lagDays, DateOnly day)
{
    /// <summary>The last period that is there.</summary>
    public Period Last => last;

    /// <summary>How many periods lie between two deliveries.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Whether nothing more is to come; then nothing is late.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The day on which the period after the last is due.</summary>
    public DateOnly Next => DayOf(last.Plus(Every));

    /// <summary>Days since then; 0 before, on the day itself, and of a series that has ended.</summary>
    public int DaysLate => HasEnded ? 0 : Math.Max(0, day.DayNumber - Next.DayNumber);

    /// <summary>The newest period whose day has come; the last one of a series that has ended.</summary>
    public Period Expected
    {
        get
        {
            var newest = Period.Containing(day.AddDays(-lagDays), last.Frequency);
            var come = DayOf(newest) <= day ? newest : newest.Plus(-1);
            return HasEnded ? last : last.Plus((int)Math.Floor((double)last.Until(come) / Every) * Every);
        }
    }

    /// <summary>The day on which a period's figures are due.</summary>
    public DateOnly DayOf(Period period) => period.LastDay.AddDays(lagDays);
}
