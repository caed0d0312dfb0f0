using System.Text.RegularExpressions;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Sources.StaffSurvey;

/// <summary>An answer to a question, 1–5.</summary>
internal readonly record struct SurveyAnswer(string Survey, int Year, string Respondent, string Unit, string Group, string Question, int Score, long Line);

/// <summary>How many of a unit were asked, without those whom the invitation did not reach.</summary>
internal readonly record struct SurveyInvitation(string Survey, int Year, string Unit, int Reached);

/// <summary>Reads answers and invitations of staff surveys. Open answers are not kept, and files with personal identity codes are refused.</summary>
internal sealed partial class SurveyFiles(MunicipalExport export, SurveyWords words, StagingArea staging)
{
    /// <summary>The columns of answers that are kept.</summary>
    public static readonly IReadOnlyList<string> AnswerColumns = ["kysely", "vuosi", "vastaaja", "yksikko", "ryhma", "kysymys", "vastaus"];

    /// <summary>The columns of invitations.</summary>
    public static readonly IReadOnlyList<string> InvitationColumns = ["kysely", "vuosi", "yksikko", "kutsutut", "tavoittamattomat"];

    /// <summary>Refuses a payload in which somebody's personal identity code stands, and takes it out of landing.</summary>
    /// <exception cref="PayloadException">It does; the message does not repeat the code.</exception>
    public static void RefuseIdentityCodes(LandedFile file, TextFormat format)
    {
        var line = 0L;
        using (var table = TextTable.Open(file, format, new StagingArea(AreaDirectory.BuiltIn, [])))
        {
            while (line == 0 && table.ReadAsIs())
            {
                line = Enumerable.Range(0, table.FieldCount).Any(i => IdentityCode().IsMatch(table.Delivered(i))) ? table.Line : 0;
            }
        }

        if (line > 0)
        {
            Redaction.Forget(file);
            throw new PayloadException(FormattableString.Invariant(
                $"{file.Name}:{line}: a personal identity code stands in the row. Surveys are anonymous and the file was refused; number respondents within the survey and export it again."));
        }
    }

    /// <summary>All answers that can be read.</summary>
    public IReadOnlyList<SurveyAnswer> ReadAnswers(LandedFile file)
    {
        using var table = TextTable.Open(file, export.Format, staging, [.. AnswerColumns]);
        var at = AnswerColumns.Select(table.Column).ToArray();
        var (answers, seen) = (new List<SurveyAnswer>(), new HashSet<(string, int, string, string)>());
        while (table.Read())
        {
            if (!table.TryYear(at[1], out var year) || !table.TryNumber(at[6], out var score))
            {
                continue;
            }

            var (survey, question) = (words.Surveys.GetValueOrDefault(table.Text(at[0])), words.Questions.GetValueOrDefault(table.Text(at[5])));
            var (unit, group) = (Member(words.Units, table.Text(at[3])), Member(words.Groups, table.Text(at[4])));
            var fault = survey is null ? new RowFault(at[0], "a survey that is mapped to nothing", "add it under surveys: in source.yml")
                : table.Text(at[2]).Length == 0 ? new(at[2], "empty", "number respondents within the survey")
                : unit is null ? new(at[3], "a unit that is mapped to nothing", "add it under units: in source.yml")
                : group is null ? new(at[4], "a group that is mapped to nothing", "add it under groups: in source.yml")
                : question is null || question == SurveyWords.Wellbeing != (survey == SurveyWords.Wellbeing) ? new(at[5], $"no question of {survey}", "add it under questions: in source.yml")
                : score is not null && (score < 1 || score > 5 || score != Math.Floor(score.Value)) ? new(at[6], "no whole number from 1 to 5", "correct the answer, or leave it empty")
                : seen.Add((survey, year, table.Text(at[2]), table.Text(at[5]))) ? null
                : new RowFault(at[5], "the respondent has answered the question twice", "keep one answer");
            if (fault is not null)
            {
                table.Refuse(fault);
            }
            else if (score is not null)
            {
                answers.Add(new(survey!, year, table.Text(at[2]), unit!, group!, survey == SurveyWords.Wellbeing ? SurveyWords.Wellbeing : question!, (int)score, table.Line));
            }
        }

        return answers;
    }

    /// <summary>All invitations that can be read.</summary>
    public IReadOnlyList<SurveyInvitation> ReadInvitations(LandedFile file)
    {
        using var table = TextTable.Open(file, export.Format, staging, [.. InvitationColumns]);
        var at = InvitationColumns.Select(table.Column).ToArray();
        var invitations = new List<SurveyInvitation>();
        while (table.Read())
        {
            if (!table.TryYear(at[1], out var year) || !table.TryNumber(at[3], out var invited) || !table.TryNumber(at[4], out var lost))
            {
                continue;
            }

            var (survey, unit) = (words.Surveys.GetValueOrDefault(table.Text(at[0])), Member(words.Units, table.Text(at[2])));
            var fault = survey is null ? new RowFault(at[0], "a survey that is mapped to nothing", "add it under surveys: in source.yml")
                : unit is null ? new(at[2], "a unit that is mapped to nothing", "add it under units: in source.yml")
                : invited is null or < 0 ? new(at[3], "no number of invitations", "fill in how many were invited")
                : lost is < 0 || (lost ?? 0) > invited ? new RowFault(at[4], "not between 0 and the number of invitations", "correct the number")
                : null;
            if (fault is not null)
            {
                table.Refuse(fault);
                continue;
            }

            invitations.Add(new(survey!, year, unit!, (int)(invited!.Value - (lost ?? 0))));
        }

        return invitations;
    }

    /// <summary>The member of a text; nothing said is a member of its own.</summary>
    private static string? Member(IReadOnlyDictionary<string, string> members, string text) => text.Length == 0 ? SmallGroups.Other : members.GetValueOrDefault(text);

    [GeneratedRegex(@"\b[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]\b", RegexOptions.CultureInvariant)]
    private static partial Regex IdentityCode();
}
