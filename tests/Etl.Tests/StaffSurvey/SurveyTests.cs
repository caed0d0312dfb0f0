using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffSurvey;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.MunicipalExports;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Tests.StaffSurvey;

public sealed class SurveyTests() : MunicipalSourceTest("staff-survey")
{
    private const string Answers = "kysely;vuosi;vastaaja;yksikko;ryhma;kysymys;vastaus\n";
    private const string Invitations = "kysely;vuosi;yksikko;kutsutut;tavoittamattomat\n";

    [Test]
    public void The_response_rate_counts_those_whom_the_invitation_reached()
    {
        Stage("digi;2024;Perusopetus;12;2\ndigi;2024;Varhaiskasvatus;8;\n", [.. Respondents("digi", 2024, "Perusopetus", 1, 6), .. Respondents("digi", 2024, "Varhaiskasvatus", 10, 3)]);
        Assert.That((Responses("responses"), Responses("invited")), Is.EqualTo((9, 18)));
        Assert.That((Responses("responses", "total", "basic-education"), Responses("invited", "total", "basic-education")), Is.EqualTo((6, 10)));
        Assert.That(Responses("invited", "digital-maturity"), Is.EqualTo(18));
    }

    [Test]
    public void Fewer_than_five_answers_give_no_results()
    {
        Stage("digi;2024;Perusopetus;12;2\n", Respondents("digi", 2024, "Perusopetus", 1, 4));
        Assert.That(Figure("digital-survey", "scores", "KU111", "2024", "total", "total"), Is.EqualTo(Measured.Missing(ObservationStatus.Suppressed)));
        Assert.That(Figure("digital-survey", "scores", "KU111", "2024", "own-digital-skills", "total")!.Value.Value, Is.Null);
        Assert.That(Responses("responses"), Is.EqualTo(4), "that four of ten answered may be told");
    }

    [Test]
    public void Scores_are_added_up_over_viewpoints_and_respondents()
    {
        Stage("digi;2024;Perusopetus;12;2\n", [.. Respondents("digi", 2024, "Perusopetus", 1, 5, "N1", "4"), .. Respondents("digi", 2024, "Perusopetus", 1, 5, "N2", "2"), "digi;2024;6;Perusopetus;Työntekijä;N1;"]);
        Assert.That((Digital("scores", "total"), Digital("answers", "total"), Digital("respondents", "total")), Is.EqualTo((30, 10, 5)), "an empty answer is no answer");
        Assert.That((Digital("scores", "use-of-devices"), Digital("answers", "use-of-devices")), Is.EqualTo((10, 5)));
    }

    [Test]
    public void Groups_of_fewer_than_five_are_told_together()
    {
        Stage("digi;2024;Perusopetus;40;2\n", [
            .. Respondents("digi", 2024, "Perusopetus", 1, 20), .. Respondents("digi", 2024, "Perusopetus", 30, 6, group: "Asiantuntija"), .. Respondents("digi", 2024, "Perusopetus", 40, 2, group: "Esihenkilö")]);
        var groups = new[] { "employees", "specialists", "managers", "other" }.Select(g => Figure("digital-survey", "respondents", "KU111", "2024", "total", g)?.Value);
        Assert.That(groups, Is.EqualTo(new double?[] { 20, null, null, 8 }), "two managers alone would be found out from the total, so the specialists go with them");
    }

    [TestCase("20 6 2", 5, "a b=other c=other")]
    [TestCase("20 6 3 2", 5, "a b c=other d=other")]
    [TestCase("20 6 5", 5, "a b c")]
    [TestCase("4 3", 5, "")]
    [TestCase("9 3", 10, "")]
    [TestCase("3", 5, "")]
    public void Small_groups_are_merged_until_nobody_can_be_found_out(string sizes, int smallest, string expected)
    {
        var groups = sizes.Split(' ').Index().ToDictionary(s => ((char)('a' + s.Index)).ToString(), s => int.Parse(s.Item));
        var merged = SmallGroups.Merge(groups, smallest);
        Assert.That(string.Join(' ', merged.OrderBy(m => m.Key).Select(m => m.Key == m.Value ? m.Key : $"{m.Key}={m.Value}")), Is.EqualTo(expected));
    }

    [Test]
    public void Wellbeing_is_the_mean_of_respondents_own_means_and_sectors_need_ten()
    {
        Stage("hyvinvointi;2023;Perusopetus;40;2\n", [
            .. Enumerable.Range(1, 10).SelectMany(i => new[] { $"hyvinvointi;2023;{i};Perusopetus;;H1;5", $"hyvinvointi;2023;{i};Perusopetus;;H2;4", $"hyvinvointi;2023;{i};Perusopetus;;H3;3" }),
            .. Enumerable.Range(20, 9).SelectMany(i => new[] { $"hyvinvointi;2023;{i};Elinvoima;;H1;2", $"hyvinvointi;2023;{i};Elinvoima;;H2;3", $"hyvinvointi;2023;{i};Elinvoima;;H3;1" }),
            "hyvinvointi;2023;99;Perusopetus;;H1;1", "hyvinvointi;2023;99;Perusopetus;;H2;1"]);
        Assert.That((Wellbeing("scores", "total"), Wellbeing("respondents", "total")), Is.EqualTo((58, 19)), "who answered two of five questions is not counted");
        Assert.That(Wellbeing("respondents", "basic-education"), Is.Null, "the sector of nine would be found out from the total");
    }

    [Test]
    public async Task Open_answers_do_not_stay_in_landing_and_identity_codes_are_refused()
    {
        var kept = await DeliverAsync(
            ("survey_answers_111.csv", Answers.TrimEnd() + ";avoin\ndigi;2024;1;Perusopetus;;N1;4;\"Pomo; Maija\"\n"), ("survey_invitations_111.csv", Invitations + "digi;2024;Perusopetus;40;2\n"));
        Assert.That(kept, Has.Count.EqualTo(2).And.None.Contains("Maija"));
        kept = await DeliverAsync(("survey_answers_111.csv", Answers + "digi;2024;010190-123A;Perusopetus;;N1;4\n"));
        Assert.That(kept[0], Does.StartWith("survey_answers_111.csv:2: a personal identity code stands in the row."));
        Assert.That(kept, Has.None.Contains("010190"));
    }

    [Test]
    public void Answers_need_their_invitations() => Assert.That(
        () => base.Stage(("survey_answers_111.csv", Answers)), Throws.TypeOf<IncompleteDeliveryException>().With.Message.Contains("has come without its invitations"));

    [TestCase("digi;2024;1;Perusopetus;;N1;6", "vastaus", "no whole number from 1 to 5")]
    [TestCase("digi;2024;1;Perusopetus;;N1;3,5", "vastaus", "no whole number from 1 to 5")]
    [TestCase("digi;2024;1;Perusopetus;;H1;3", "kysymys", "no question of digital-maturity")]
    [TestCase("digi;2024;;Perusopetus;;N1;3", "vastaaja", "empty")]
    [TestCase("muu;2024;1;Perusopetus;;N1;3", "kysely", "a survey that is mapped to nothing")]
    [TestCase("digi;2024;1;Satama;;N1;3", "yksikko", "a unit that is mapped to nothing")]
    [TestCase("digi;2024;1;Perusopetus;Pomo;N1;3", "ryhma", "a group that is mapped to nothing")]
    [TestCase("digi;2024;0;Perusopetus;;N1;3", "kysymys", "the respondent has answered the question twice")]
    public void A_bad_answer_is_quarantined(string row, string column, string reason)
    {
        Stage("digi;2024;Perusopetus;40;2\n", ["digi;2024;0;Perusopetus;;N1;3", row]);
        Assert.That(Refused, Is.EqualTo(new[] { (3L, column, reason) }));
    }

    [TestCase("digi;2024;Perusopetus;;2", "kutsutut", "no number of invitations")]
    [TestCase("digi;2024;Perusopetus;5;6", "tavoittamattomat", "not between 0 and the number of invitations")]
    public void A_bad_invitation_is_quarantined(string row, string column, string reason)
    {
        Stage(row, []);
        Assert.That(Refused, Is.EqualTo(new[] { (2L, column, reason) }));
    }

    private protected override void Bundled(StagingArea staged)
    {
        Assert.That(staged.Figure("survey-responses", "invited", "KU111", "2020", "digital-maturity", "total")!.Value.Value, Is.EqualTo(120), "about 120 in Heinola");
        Assert.That(staged.Figure("survey-responses", "responses", "KU111", "2020", "digital-maturity", "total")!.Value.Value, Is.EqualTo(60), "about 60");
        var mean = staged.Figure("digital-survey", "scores", "KU111", "2020", "total", "total")!.Value.Value / staged.Figure("digital-survey", "answers", "KU111", "2020", "total", "total")!.Value.Value;
        Assert.That(mean, Is.InRange(2, 4));
    }

    private static string[] Respondents(string survey, int year, string unit, int first, int count, string question = "N1", string score = "3", string group = "Työntekijä") =>
        [.. Enumerable.Range(first, count).Select(i => $"{survey};{year};{i};{unit};{group};{question};{score}")];

    private void Stage(string invitations, string[] answers) =>
        Stage(("survey_answers_111.csv", Answers + string.Join('\n', answers)), ("survey_invitations_111.csv", Invitations + invitations));

    private double? Responses(string measure, string survey = "total", string unit = "total") => Figure("survey-responses", measure, "KU111", "2024", survey, unit)?.Value;

    private double? Digital(string measure, string viewpoint) => Figure("digital-survey", measure, "KU111", "2024", viewpoint, "total")?.Value;

    private double? Wellbeing(string measure, string sector) => Figure("wellbeing-survey", measure, "KU111", "2023", sector)?.Value;
}
