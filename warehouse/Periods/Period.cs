using System.Globalization;

namespace Insight.Warehouse.Periods;

/// <summary>
/// A year, quarter or month as a value: 2025, 2025-Q1 or 2025-01 (SDMX TIME_PERIOD). Periods of one frequency are ordered
/// and counted by <see cref="Ordinal"/>, so that next, previous and distance are integer arithmetic.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    private const int FirstYear = 1500;
    private const int LastYear = 2999;

    private Period(Frequency frequency, int ordinal)
    {
        Frequency = frequency;
        Ordinal = ordinal;
    }

    /// <summary>Whether this is a year, a quarter or a month.</summary>
    public Frequency Frequency { get; }

    /// <summary>Consecutive number among the periods of its frequency: year, year × 4 + quarter − 1, or year × 12 + month − 1.</summary>
    public int Ordinal { get; }

    /// <summary>The calendar year in which the period lies.</summary>
    public int CalendarYear => Ordinal / PerYear(Frequency);

    /// <summary>Position within the year, from 1: the quarter or month number; 1 for a year.</summary>
    public int PositionInYear => (Ordinal % PerYear(Frequency)) + 1;

    /// <summary>First day of the period.</summary>
    public DateOnly FirstDay => new(CalendarYear, ((PositionInYear - 1) * (12 / PerYear(Frequency))) + 1, 1);

    /// <summary>Last day of the period.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(12 / PerYear(Frequency)).AddDays(-1);

    /// <summary>The year as a period.</summary>
    public static Period Year(int year) => new(Frequency.Annual, CheckedYear(year));

    /// <summary>Quarter 1–4 of a year.</summary>
    public static Period Quarter(int year, int quarter) =>
        quarter is >= 1 and <= 4
            ? new(Frequency.Quarterly, (CheckedYear(year) * 4) + quarter - 1)
            : throw new ArgumentOutOfRangeException(nameof(quarter), quarter, "A quarter is 1, 2, 3 or 4.");

    /// <summary>Month 1–12 of a year.</summary>
    public static Period Month(int year, int month) =>
        month is >= 1 and <= 12
            ? new(Frequency.Monthly, (CheckedYear(year) * 12) + month - 1)
            : throw new ArgumentOutOfRangeException(nameof(month), month, "A month is 1 to 12.");

    /// <summary>The period of the given frequency that contains a day.</summary>
    public static Period Containing(DateOnly day, Frequency frequency) => frequency switch
    {
        Frequency.Annual => Year(day.Year),
        Frequency.Quarterly => Quarter(day.Year, ((day.Month - 1) / 3) + 1),
        _ => Month(day.Year, day.Month),
    };

    /// <summary>The period that lies <paramref name="periods"/> later (earlier when negative).</summary>
    public Period Plus(int periods)
    {
        var ordinal = Ordinal + periods;
        CheckedYear(ordinal / PerYear(Frequency));
        return new(Frequency, ordinal);
    }

    /// <summary>The year in which this period lies, as a period.</summary>
    public Period ToYear() => Year(CalendarYear);

    /// <summary>How many periods lie between this and a later one of the same frequency.</summary>
    public int Until(Period later) => later.Frequency == Frequency
        ? later.Ordinal - Ordinal
        : throw new ArgumentException($"'{this}' and '{later}' are not of one frequency; compare years with years and months with months.", nameof(later));

    /// <inheritdoc/>
    public int CompareTo(Period other) =>
        Frequency == other.Frequency ? Ordinal.CompareTo(other.Ordinal) : (FirstDay, Frequency).CompareTo((other.FirstDay, other.Frequency));

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    /// <summary>SDMX text: 2025, 2025-Q1, 2025-01.</summary>
    public override string ToString() => Frequency switch
    {
        Frequency.Annual => CalendarYear.ToString("0000", CultureInfo.InvariantCulture),
        Frequency.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{CalendarYear:0000}-Q{PositionInYear}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{CalendarYear:0000}-{PositionInYear:00}"),
    };

    /// <summary>Reads 2025, 2025-Q1, 2025Q1, 2025-01, 2025-M01 or 2025M01.</summary>
    /// <exception cref="FormatException">The text is none of these; the message shows it and the accepted forms.</exception>
    public static Period Parse(string text) => TryParse(text, out var period)
        ? period
        : throw new FormatException($"'{text}' is not a period; write a year 2025, a quarter 2025-Q1 or a month 2025-01.");

    /// <summary>Reads what <see cref="Parse"/> reads; false where the text is no period.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Period period)
    {
        period = default;
        if (text.Length < 4 || !TryDigits(text[..4], out var year) || year is < FirstYear or > LastYear)
        {
            return false;
        }

        var rest = text[4..];
        if (rest.IsEmpty)
        {
            period = Year(year);
            return true;
        }

        var dashed = rest[0] == '-';
        rest = dashed ? rest[1..] : rest;
        if (rest.Length == 2 && rest[0] is 'Q' && TryDigits(rest[1..], out var quarter) && quarter is >= 1 and <= 4)
        {
            period = Quarter(year, quarter);
            return true;
        }

        var lettered = rest.Length == 3 && rest[0] is 'M';
        rest = lettered ? rest[1..] : rest;
        if ((dashed || lettered) && rest.Length == 2 && TryDigits(rest, out var month) && month is >= 1 and <= 12)
        {
            period = Month(year, month);
            return true;
        }

        return false;
    }

    /// <summary>How many periods of a frequency make a year: 1, 4 or 12.</summary>
    public static int PerYear(Frequency frequency) => frequency switch
    {
        Frequency.Annual => 1,
        Frequency.Quarterly => 4,
        _ => 12,
    };

    private static int CheckedYear(int year) => year is >= FirstYear and <= LastYear
        ? year
        : throw new ArgumentOutOfRangeException(nameof(year), year, $"A year lies between {FirstYear} and {LastYear}.");

    private static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + c - '0';
        }

        return !text.IsEmpty;
    }
}
