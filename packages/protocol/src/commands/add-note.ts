import { CustomerId, NOTE_MAX } from "@aisle/domain";
import { z } from "zod";
import { defineCommand } from "../define-command.ts";
import { requiredText } from "../text.ts";

export const addNote = defineCommand({
  name: "customer.add-note",
  version: 1,
  carriesPersonalData: true,
  args: z.object({ customerId: CustomerId, noteId: z.uuid(), text: requiredText(NOTE_MAX) }),
});
