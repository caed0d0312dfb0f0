namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>Sums of one cell in one month; whole numbers, so that the order of rows never changes a figure.</summary>
internal struct MonthFigures
{
    /// <summary>Days of own illness, a person's day once.</summary>
    public long SicknessDays;

    /// <summary>Days in service, a person's day once.</summary>
    public long ServiceDays;

    /// <summary>Paid days of every relation × its share of full time in hundredths of a percent.</summary>
    public long PaidShares;

    /// <summary>Spells of one to three days that begin in the month.</summary>
    public int ShortSpells;

    /// <summary>Persons in service on some day.</summary>
    public int Persons;

    /// <summary>Those of them away for own illness on some day.</summary>
    public int PersonsAbsent;

    /// <summary>The most days of one person.</summary>
    public int LargestDays;

    /// <summary>Adds what a person has in the month.</summary>
    public void Add(MonthFigures person)
    {
        SicknessDays += person.SicknessDays;
        ServiceDays += person.ServiceDays;
        PaidShares += person.PaidShares;
        ShortSpells += person.ShortSpells;
        Persons += person.ServiceDays > 0 ? 1 : 0;
        PersonsAbsent += person.SicknessDays > 0 ? 1 : 0;
        LargestDays = Math.Max(LargestDays, (int)person.SicknessDays);
    }
}

/// <summary>Counts of persons of one cell in one year.</summary>
internal struct YearFigures
{
    /// <summary>Persons in service on some day of the year.</summary>
    public int Persons;

    /// <summary>Persons who were in service long enough to count.</summary>
    public int InService;

    /// <summary>Those of them without a day of own illness.</summary>
    public int WithoutAbsence;

    /// <summary>Those of them with 30 days of own illness or more.</summary>
    public int WithThirtyDays;

    /// <summary>In permanent service on 1 January.</summary>
    public int PermanentAtStart;

    /// <summary>In permanent service on 31 December.</summary>
    public int PermanentAtEnd;

    /// <summary>Those of them of 55 years or more.</summary>
    public int Permanent55Plus;

    /// <summary>In permanent service long enough for a development discussion.</summary>
    public int DiscussionExpected;

    /// <summary>Those of them who had one.</summary>
    public int DiscussionHeld;

    /// <summary>Permanent staff on the average of 1 January and 31 December.</summary>
    public readonly double PermanentHeadcount => (PermanentAtStart + PermanentAtEnd) / 2.0;

    /// <summary>Adds the counts of a person.</summary>
    public void Add(YearFigures person)
    {
        Persons += person.Persons;
        InService += person.InService;
        WithoutAbsence += person.WithoutAbsence;
        WithThirtyDays += person.WithThirtyDays;
        PermanentAtStart += person.PermanentAtStart;
        PermanentAtEnd += person.PermanentAtEnd;
        Permanent55Plus += person.Permanent55Plus;
        DiscussionExpected += person.DiscussionExpected;
        DiscussionHeld += person.DiscussionHeld;
    }
}
