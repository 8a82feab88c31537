using Analyse.Stripe.Payload;

namespace Analyse.Stripe.Mapping;

/// <summary>The event of a credit note.</summary>
internal static class CreditNotes
{
    public static EventDraft Issued(CreditNoteJson note) => new(CustomEvents.CreditNoteIssued, note.Id, _ => new AnalyseEvent(CustomEvents.CreditNoteIssued)
    {
        Amount = note.Amount,
        Properties = new EventProperties()
            .With("credit_note_id", note.Id)
            .With("reason", note.Reason)
            .With("tax", note.Tax),
    })
    {
        Fact = note.Id,
    };
}
