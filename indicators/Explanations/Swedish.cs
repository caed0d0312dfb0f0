namespace Insight.Indicators.Explanations;

/// <summary>Sentences in Swedish.</summary>
internal static class Swedish
{
    public static readonly Phrases Phrases = new()
    {
        Language = "sv",
        Numbers = Explanations.Phrases.Format(",", "\u00a0"),
        Value = "Värdet = {0}.",
        Published = "Värdet är talet som producenten publicerar: {0}.",
        Weighted = "Värdet är relationstalet som producenten publicerar: {0}.",
        Median = "Värdet är medianen: hälften av fallen ligger på detta eller därunder ({0}).",
        Percentile = "Värdet är gränsen på eller under vilken {1}\u00a0% av fallen ligger ({0}).",
        RollingSum = "Varje tal är summan för {0}; om en enda period saknas finns inget värde.",
        RollingMean = "Varje tal är medelvärdet för {0}; om en enda period saknas finns inget värde.",
        RollingCases = "Med är fallen under {0}; om en enda period saknas finns inget värde.",
        CumulativeSum = "Talen summeras från årets början; om en enda period saknas finns inget värde.",
        CumulativeMean = "Talen är medelvärden från årets början; om en enda period saknas finns inget värde.",
        Lag = "Talet gäller en tidigare period: {0}.",
        ChangeFromSpan = "Från detta dras motsvarande värde {0}.",
        ChangeFromBase = "Från detta dras värdet för {0}.",
        InPercent = "Skillnaden anges i procent av det tidigare värdet.",
        Index = "Värdet är ett index: värdet för {0} är 100.",
        SumOfMembers = "En kommungrupps tal är summan av medlemskommunernas tal.",
        RatioOfMembers = "För en kommungrupp summeras medlemmarnas tal först och divideras sedan; inget medelvärde räknas av andelar.",
        WeightedMembers = "En kommungrupps tal är en uppskattning: medlemmarnas relationstal vägs (vikt: {0}).",
        PooledCases = "En kommungrupps tal räknas på alla medlemskommuners fall tillsammans.",
        PooledRates = "En kommungrupps förändring räknas på gruppens egna tal, inte som medelvärde av medlemmarnas förändringar.",
        NotAggregable = "En kommungrupp har ett tal bara om producenten publicerar det; det kan inte räknas fram ur kommunernas tal.",
        AllMembers = "Om uppgiften saknas för en enda medlem har gruppen inget tal.",
        YearSum = "Årets tal är summan av årets perioder; alla perioder behövs.",
        YearMean = "Årets tal är medelvärdet av årets perioder; alla perioder behövs.",
        YearMeanOfRatio = "I årets tal är täljaren och nämnaren var för sig medelvärden av årets perioder; alla perioder behövs.",
        YearOfCases = "Årets tal räknas på hela årets fall; alla perioder behövs.",
        Except = "utom",
        Before = span => Explanations.Phrases.Spelt(span, "ett år tidigare", "{0} år tidigare", "en månad tidigare", "{0} månader tidigare"),
        Last = span => Explanations.Phrases.Spelt(span, "det senaste året", "de senaste {0} åren", "den senaste månaden", "de senaste {0} månaderna"),
    };
}
