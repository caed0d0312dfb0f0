using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence.Synthetic;

namespace Insight.Etl.Sources.StaffSurvey.Synthetic;

/// <summary>
/// Invents staff surveys of four municipalities, the same bytes every time: of well-being in 2019, 2021, 2023 and 2025, of digitalisation in 2023 and 2025. Heinola's of
/// December 2020, to which about 120 were invited and about 60 answered, is as large as the real one; its answers are invented.
/// </summary>
public static class SurveyGenerator
{
    private static readonly string[] Groups = ["Esihenkilö", "Asiantuntija", "Työntekijä"];

    /// <summary>Writes one payload; fits <see cref="PayloadGenerator"/>.</summary>
    /// <exception cref="PayloadException">Nothing is invented for that file.</exception>
    public static void Write(SourceDefinition source, PayloadRequest request, Stream destination)
    {
        var municipality = SyntheticMunicipality.All.FirstOrDefault(m => request.Name == $"survey_answers_{m.Code}.csv" || request.Name == $"survey_invitations_{m.Code}.csv")
            ?? throw new PayloadException($"'{request.Name}': no survey is invented for it; deliver a file (origin: deliveries), or take the municipality out of source.yml.");
        using var writer = municipality.Writer(destination);
        var isAnswers = request.Name.StartsWith("survey_answers", StringComparison.Ordinal);
        writer.WriteLine(string.Join(';', isAnswers ? SurveyFiles.AnswerColumns : SurveyFiles.InvitationColumns));
        foreach (var (year, survey) in Rounds(municipality))
        {
            var draw = new Draw(Draw.Seed(municipality.Seed ^ (survey == "digi" ? 0xD191UL : 0x3E11UL), year));
            var number = 0;
            foreach (var (unit, invited, answered) in Units(municipality, year, survey))
            {
                if (!isAnswers)
                {
                    writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{survey};{year};{unit};{invited + (year % 3)};{year % 3}"));
                    continue;
                }

                for (var i = 0; i < answered; i++)
                {
                    WriteAnswers(writer, ref draw, municipality, year, survey, unit, ++number);
                }
            }
        }
    }

    private static IEnumerable<(int Year, string Survey)> Rounds(SyntheticMunicipality municipality)
    {
        foreach (var year in new[] { 2019, 2021, 2023, 2025 })
        {
            yield return (year, "hyvinvointi");
        }

        foreach (var year in municipality.Code == "111" ? new[] { 2020, 2023, 2025 } : [2023, 2025])
        {
            yield return (year, "digi");
        }
    }

    /// <summary>How many of each sector were reached and have answered.</summary>
    private static IEnumerable<(string Unit, int Invited, int Answered)> Units(SyntheticMunicipality municipality, int year, string survey)
    {
        if (year == 2020)
        {
            return [("Perusopetus", 50, 25), ("Varhaiskasvatus", 30, 13), ("Ympäristö ja tekniikka", 22, 10), ("Konsernihallinto", 14, 9), ("Elinvoima", 4, 3)];
        }

        var draw = new Draw(Draw.Seed(municipality.Seed ^ 0x5E7, year));
        return
        [
            .. municipality.Posts.Where(p => p.Sector.First.Year <= year && p.Sector.Last.Year > year && p.Sector != Sector.EmploymentServices)
                .Select(p => (p.Sector.Name, p.Posts, p.Posts * (survey == "digi" ? 38 : 58) / 100))
                .Select(u => (u.Name, u.Posts, u.Item3 + draw.Below(Math.Max(1, u.Posts / 10)))),
        ];
    }

    private static void WriteAnswers(StreamWriter writer, ref Draw draw, SyntheticMunicipality municipality, int year, string survey, string unit, int number)
    {
        var level = draw.Between(-6, 6) + ((year - 2019) * (survey == "digi" ? 2 : 0)) + (municipality.Level < 100 ? 2 : 0);
        var group = Groups[Math.Max(0, draw.Below(12) switch { 0 => 0, < 4 => 1, _ => 2 })];
        for (var question = 1; question <= (survey == "digi" ? 11 : 5); question++)
        {
            var score = Math.Clamp((draw.Between(14, 52) + draw.Between(14, 52) + level) / 20, 1, 5);
            var answer = draw.OneOf(40) ? "" : (survey == "digi" ? score : Math.Min(5, score + 1)).ToString(CultureInfo.InvariantCulture);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{survey};{year};{number};{unit};{group};{(survey == "digi" ? "N" : "H")}{question};{answer}"));
        }
    }
}
