using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>Reads <c>discussions.csv</c> of the HR system: one row a development discussion that was held.</summary>
internal sealed class DiscussionFile(LandedFile file, StaffProfile profile, StaffRegister register, StagingArea staging)
{
    /// <summary>Reads all rows into the register.</summary>
    public void Read()
    {
        using var table = TextTable.Open(file, profile.Format, staging, "henkilo_id", "kaynti_pvm");
        var guard = new DiagnosisGuard(file.Name, table, profile.NotDiagnoses);
        guard.CheckHeader();
        var (person, day) = (table.Column("henkilo_id"), table.Column("kaynti_pvm"));
        while (table.Read())
        {
            guard.CheckRow();
            if (register.FindPerson(table.Text(person)) is not { } known)
            {
                table.Refuse(person, "no such person in the file of employments", "deliver the files from the same day", EmploymentFile.NotShown);
            }
            else if (table.TryDay(day, out var held))
            {
                if (held is null)
                {
                    table.Refuse(day, "empty", "fill in the day on which the discussion was held");
                }
                else
                {
                    known.Discussions.Add(held.Value.DayNumber);
                }
            }
        }
    }
}
