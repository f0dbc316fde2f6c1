namespace ContactLog.Imports.Tables;

/// <summary>A format that is a table: rows that mean something only by what its columns are said to mean.</summary>
public abstract class TableFormat : ExportFormat
{
    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Local;

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            var problems = new List<FoundProblem>();
            var look = options.Map is null ? Look(file, null, cancellationToken) : null;
            var map = options.Map ?? look!.Map;
            if (look is { Sure: false } && options.IsAmongOthers)
            {
                // Only she can say what its columns mean, and she is asked about one table at a time: nothing of it is read by a guess.
                map = map with { Columns = [] };
                problems.Add(new FoundProblem(new ReadingNote("table.alone"), Loss: true));
            }
            else if (look is { IsHeaded: false, Sure: false })
            {
                problems.Add(new FoundProblem(new ReadingNote(map.HasTime ? "table.unsure" : "table.unmapped"), Loss: !map.HasTime));
            }

            if (look?.Map.Encoding is "windows-1252")
            {
                problems.Add(new FoundProblem(new ReadingNote("table.western"), Loss: false));
            }

            foreach (var found in new TableReader(map, options).Read(() => Rows(file, map, problems, cancellationToken), cancellationToken))
            {
                yield return found;
            }

            foreach (var problem in problems)
            {
                yield return problem;
            }
        }
    }

    /// <summary>Looks at the first rows.</summary>
    internal abstract TableLook Look(ExportFile file, ColumnMap? settled, CancellationToken cancellationToken);

    /// <summary>All rows, from the first.</summary>
    internal abstract IEnumerable<TableRow> Rows(ExportFile file, ColumnMap map, List<FoundProblem> problems, CancellationToken cancellationToken);
}
