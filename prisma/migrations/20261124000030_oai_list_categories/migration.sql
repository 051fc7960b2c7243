-- A list that was read before has to be read again once: nobody knows for which categories.
ALTER TABLE "oai_list" ADD COLUMN "categories" TEXT[] DEFAULT ARRAY[]::TEXT[];
