namespace Api.Tests.Formats;

/// <summary>Questions about the small lake, made at random from a seed.</summary>
internal static class RandomQuestions
{
    private static readonly string[] Areas = ["KU016", "KU111", "KU560", "KU398", "MK07", "network:paijat-hame-4", "KU091"];
    private static readonly string[] Sexes = ["total", "male", "female"];

    /// <summary>A question's query string, without format.</summary>
    public static string Next(Random random)
    {
        var indicator = random.Next(6) switch
        {
            0 => "population",
            1 => "unemployment-rate,sickness-absence-days-per-fte",
            2 => "sickness-absence-days-per-fte",
            3 => "gini",
            _ => "unemployment-rate",
        };
        var months = indicator == "unemployment-rate" && random.Next(3) == 0;
        var question = $"indicator={indicator}" + (random.Next(3) == 0 ? "" : "&area=" + string.Join(',', Some(Areas, random)));
        question += months ? "&frequency=month" : random.Next(2) == 0 ? "" : "&period=" + random.Next(5) switch
        {
            0 => "2009,2018", 1 => "2017..2018", 2 => "last:1", 3 => "2025", _ => "2018,1999",
        };
        return question
            + (indicator == "population" && random.Next(2) == 0 ? "&sex=" + string.Join(',', Some(Sexes, random)) : "")
            + (random.Next(4) == 0 ? "&lang=fi" : "");
    }

    private static IEnumerable<string> Some(string[] all, Random random) =>
        all.OrderBy(_ => random.Next()).Take(1 + random.Next(all.Length)).ToList();
}
