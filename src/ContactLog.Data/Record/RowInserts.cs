using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ContactLog.Data.Record;

/// <summary>
/// Writes rows that nothing touches again, one prepared statement a kind, within the transaction that is open. An append of ten thousand messages
/// writes a hundred and thirty thousand of them: tracking each until the commit costs more than sealing and writing it. Tables and columns are those of the model.
/// </summary>
/// <param name="db">The context whose connection and transaction they go through.</param>
internal sealed class RowInserts(ContactLogDb db) : IDisposable
{
    private readonly Dictionary<Type, Statement> _statements = [];

    /// <summary>Writes a row.</summary>
    /// <exception cref="DbUpdateException">It could not be written, as from a save.</exception>
    public void Write(object row)
    {
        var type = row.GetType();
        if (!_statements.TryGetValue(type, out var statement))
        {
            _statements.Add(type, statement = Prepare(type));
        }

        for (var at = 0; at < statement.Values.Length; at++)
        {
            statement.Command.Parameters[at].Value = statement.Values[at](row) ?? DBNull.Value;
        }

        try
        {
            statement.Command.ExecuteNonQuery();
        }
        catch (DbException failed)
        {
            throw new DbUpdateException("A row could not be written.", failed);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Command.Dispose();
        }
    }

    private Statement Prepare(Type type)
    {
        var entity = db.Model.FindEntityType(type) ?? throw new ArgumentException($"{type.Name} is no row.", nameof(type));
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var properties = entity.GetProperties().ToList();
        var sql = db.GetService<ISqlGenerationHelper>();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", properties.Select(one => sql.DelimitIdentifier(one.GetColumnName(table)!)))}) "
            + $"VALUES ({string.Join(", ", properties.Select((_, at) => $"@p{at}"))})";
        command.Parameters.AddRange(properties.Select((one, at) => one.GetRelationalTypeMapping().CreateParameter(command, $"@p{at}", null, one.IsNullable)).ToArray());
        return new(command, [.. properties.Select(one => ValueOf(entity, one))]);
    }

    private static Func<object, object?> ValueOf(IEntityType entity, IProperty property)
    {
        if (property.IsShadowProperty())
        {
            // The model has one that no class carries: what tells the kinds of items apart.
            var kind = entity.GetDiscriminatorValue();
            return _ => kind;
        }

        var get = property.GetGetter();
        return property.GetRelationalTypeMapping().Converter is { } converter ? row => converter.ConvertToProvider(get.GetClrValue(row)) : get.GetClrValue;
    }

    private sealed record Statement(DbCommand Command, Func<object, object?>[] Values);
}
